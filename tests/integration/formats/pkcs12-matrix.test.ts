// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import type { Inspection } from '../../../main/formats/inspect/inspection.ts';
import { toIndefiniteBer } from '../../support/formats/ber-encoder.ts';
import { opensslPkcs12, opensslPublicHash } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import {
  camelliaPassword,
  exportPkcs12,
  makeKeytoolFiles,
  makeNssFiles,
  makeOpensslFiles,
  type Pkcs12File,
} from '../../support/formats/pkcs12-files.ts';
import { countBy, reportTable } from '../../support/formats/report-table.ts';

const missing = missingTools('openssl', 'keytool', 'certutil', 'pk12util');
const reason = missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : '';

describe.skipIf(missing.length > 0)(`PKCS#12 files of OpenSSL, the JDK and NSS${reason}`, () => {
  let folder: PeerFolder;
  let files: readonly Pkcs12File[] = [];

  beforeAll(() => {
    folder = new PeerFolder();
    files = [...makeOpensslFiles(folder), ...makeKeytoolFiles(folder), ...makeNssFiles(folder)];
  });
  afterAll(() => folder.remove());

  const octetsOf = (name: string) => readFileSync(folder.file(`${name}.p12`));
  const quick = () => files.filter(({ slow }) => !slow);
  const summary = ({ kind, diagnosis, certificates, keys }: Inspection) =>
    `${kind} ${describeDiagnosis(diagnosis)} ${certificates.length}c${keys.length}k`;
  const describeDiagnosis = ({ code, possiblyDamaged }: Inspection['diagnosis']) =>
    possiblyDamaged ? `${code}, possibly damaged` : code;

  /** Answers keyed by file name, so that one assertion shows every difference. */
  async function each<T>(among: readonly Pkcs12File[], answer: (file: Pkcs12File) => T | Promise<T>) {
    const rows: Record<string, T> = {};
    for (const file of among) rows[file.name] = await answer(file);
    return rows;
  }

  test('[F01] [F04] every file opens with the certificates and keys that OpenSSL sees, paired', async () => {
    expect(files.length).toBeGreaterThanOrEqual(44);
    const found = await each(files, async (file) => {
      const result = await inspectBytes(octetsOf(file.name), { password: file.password });
      const { certificates, keys } = result;
      const leaf = certificates[0]?.fields.sha256 ?? null;
      return {
        summary: summary(result),
        certificates: certificates.map(({ fields }) => fields.sha256).toSorted(),
        publicHalves: keys.map(({ spkiSha256 }) => spkiSha256 ?? '').toSorted(),
        derivedByOpenssl: keys.map(({ pkcs8 }) => opensslPublicHash(folder, pkcs8)).toSorted(),
        unpaired: keys.filter(({ matches }) => matches === null).length,
        leafFirst: keys.length !== 1 || keys[0]?.matches === null || keys[0]?.matches === leaf,
        algorithms: keys.every(({ algorithm, matches }) =>
          [null, algorithm].includes(
            certificates.find(({ fields }) => fields.sha256 === matches)?.fields.algorithm ?? null,
          ),
        ),
      };
    });
    const expected = await each(files, (file) => {
      const { certificates, keys } = opensslPkcs12(folder, file.name, file.password);
      return {
        summary: `pkcs12 opened ${file.certificates}c${file.keys}k`,
        certificates,
        publicHalves: keys,
        derivedByOpenssl: keys,
        unpaired: file.certificates === 0 ? file.keys : 0,
        leafFirst: true,
        algorithms: true,
      };
    });
    expect(found).toEqual(expected);
    reportTable('PKCS#12 files with the right password', countBy(Object.values(found).map((row) => row.summary)));
  });

  test('[F01] keeps subjects, friendly names and key algorithms', async () => {
    const inspect = (name: string) => inspectBytes(octetsOf(name), { password: camelliaPassword });
    const cfca = await inspect('cfca-subject');
    expect(cfca.certificates[0]?.fields.subject).toContain('051@张三@110101199001011234@1');
    expect((await inspect('friendly-name')).keys[0]?.friendlyName).toBe('张三的证书');
    const { keys } = await inspect('keytool-several');
    expect(keys.map(({ friendlyName, algorithm }) => `${friendlyName} ${algorithm}`).toSorted()).toEqual([
      'one rsa-2048',
      'three ed25519',
      'two ec-p256',
    ]);
    const named = ['ec-p521', 'ec-secp256k1', 'sm2', 'ed25519', 'ed448'];
    const algorithms = await Promise.all(named.map(async (name) => (await inspect(name)).keys[0]?.algorithm));
    expect(algorithms).toEqual(named);
  });

  test('[F05] names an unsupported algorithm, whatever the password', async () => {
    for (const password of [camelliaPassword, 'something else', null]) {
      const { diagnosis } = await inspectBytes(octetsOf('camellia'), { password });
      expect(diagnosis).toEqual({ code: 'unsupported-algorithm', algorithm: 'Camellia-256-CBC' });
    }
  });

  test('[F05] reports a wrong password, and opens files that need none', async () => {
    const outcomes: string[] = [];
    const found = await each(files, async ({ name }) => {
      const { diagnosis, keys } = await inspectBytes(octetsOf(name), { password: 'not the password' });
      outcomes.push(describeDiagnosis(diagnosis));
      return `${diagnosis.code} ${keys.length}k`;
    });
    expect(found).toEqual(await each(files, ({ open, keys }) => (open ? `opened ${keys}k` : 'wrong-password 0k')));
    reportTable('PKCS#12 files with a wrong password', countBy(outcomes));
  });

  test('[F05] without a password a file asks for one, unless an empty one opens it', async () => {
    const found = await each(quick(), async ({ name }) => {
      const { diagnosis } = await inspectBytes(octetsOf(name), { password: null });
      return diagnosis.code;
    });
    expect(found).toEqual(
      await each(quick(), ({ open, password }) => (open || password === '' ? 'opened' : 'needs-password')),
    );
  });

  test('[F05] reports every file cut at ten places as damaged, with the offset of the cut', async () => {
    const places = Array.from({ length: 10 }, (_, index) => index + 1);
    const cut = ({ name }: Pkcs12File, place: number) => {
      const octets = octetsOf(name);
      return octets.subarray(0, Math.floor((octets.length * place) / 11));
    };
    const found = await each(files, (file) =>
      Promise.all(
        places.map(async (place) => {
          const { kind, diagnosis } = await inspectBytes(cut(file, place), { password: file.password });
          return { kind, diagnosis };
        }),
      ),
    );
    const expected = await each(files, (file) =>
      places.map((place) => ({ kind: 'pkcs12', diagnosis: { code: 'damaged', offset: cut(file, place).length } })),
    );
    expect(found).toEqual(expected);
    reportTable('cut at ten places', { 'damaged, at the right offset': Object.values(found).flat().length });
  });

  const flipped = ['-iter', '16', '-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC'];
  const flippedLegacy = ['-legacy', '-iter', '16', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40'];
  test.each([
    // Two encrypted parts with separate salts: a flip leaves one part to prove the password.
    ['flip-aes', 0xff, flipped, /^(damaged|opened|unsupported-algorithm)$/],
    ['flip-legacy', 0xff, flippedLegacy, /^(damaged|opened|unsupported-algorithm)$/],
    // With one part or no MAC, a flip can look like a wrong password, and the answer says so.
    [
      'flip-certificates',
      0xff,
      [...flipped, '-nokeys'],
      /^(damaged|opened|unsupported-algorithm|wrong-password, possibly damaged)$/,
    ],
    [
      'flip-no-mac',
      0xff,
      [...flipped, '-nomac'],
      /^(damaged|opened|unsupported-algorithm|wrong-password, possibly damaged)$/,
    ],
  ])('[F05] %s ^ %i: no flipped octet gives only "wrong password"', async (name, mask, options, allowed) => {
    exportPkcs12(folder, name, 'p256', 'flip', options);
    const octets = octetsOf(name);
    const whole = await inspectBytes(octets, { password: 'flip' });
    expect(whole.diagnosis).toEqual({ code: 'opened' });
    const outcomes: string[] = [];
    const openedOtherwise: number[] = [];
    for (let at = 0; at < octets.length; at++) {
      const changed = Uint8Array.from(octets);
      changed[at] = octets.readUInt8(at) ^ mask;
      const result = await inspectBytes(changed, { password: 'flip' });
      outcomes.push(describeDiagnosis(result.diagnosis));
      if (result.diagnosis.code === 'opened' && summary(result) !== summary(whole)) openedOtherwise.push(at);
    }
    reportTable(`${name} ^ ${mask.toString(16)}: every octet flipped, right password`, countBy(outcomes));
    expect(outcomes.filter((outcome) => !allowed.test(outcome))).toEqual([]);
    // Without a MAC nothing protects the bag types: a flip may cause a bag to be skipped.
    expect(name === 'flip-no-mac' ? [] : openedOtherwise).toEqual([]);
  });

  test('[F01] opens files in PEM and in BER with indefinite lengths', async () => {
    const expected = await each(quick(), ({ certificates, keys }) => `pkcs12 opened ${certificates}c${keys}k`);
    const pem = await each(quick(), async ({ name, password }) => {
      const lines = octetsOf(name).toString('base64').replaceAll(/.{64}/g, '$&\n');
      const text = Buffer.from(`-----BEGIN PKCS12-----\n${lines}\n-----END PKCS12-----\n`);
      return summary(await inspectBytes(text, { password }));
    });
    expect(pem).toEqual(expected);
    const ber = await each(quick(), async ({ name, password }) =>
      summary(await inspectBytes(toIndefiniteBer(octetsOf(name)), { password })),
    );
    expect(ber).toEqual(expected);
    // NSS's files are BER, so the reader isn't judged only by this test's encoder.
    expect(octetsOf('nss-default')[1]).toBe(0x80);
  });

  test.each(['unencrypted-no-mac', 'no-mac'])('[F01] opens BER in all layers, in small pieces: %s', async (name) => {
    const nested = toIndefiniteBer(octetsOf(name), 2, 7);
    const password = camelliaPassword;
    expect(summary(await inspectBytes(nested, { password }))).toBe('pkcs12 opened 2c1k');
    const cut = nested.subarray(0, nested.length - 40);
    const { code, offset = 0 } = (await inspectBytes(cut, { password })).diagnosis;
    expect(code).toBe('damaged');
    // Signatures vary in length, so the cut may fall inside a two-octet header; the offset is that of the header.
    expect(cut.length - offset).toBeGreaterThanOrEqual(0);
    expect(cut.length - offset).toBeLessThanOrEqual(2);
  });

  test('[F07] refuses a file that asks for more work than allowed', async () => {
    const limits = { maxBytes: 1 << 20, maxWork: 1000, maxObjects: 100 };
    const result = await inspectBytes(octetsOf('aes-256'), { password: camelliaPassword, limits });
    expect(result.diagnosis).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  });
});
