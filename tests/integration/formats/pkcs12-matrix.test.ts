import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect-bytes.ts';
import type { Inspection } from '../../../main/formats/inspection.ts';
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

const missing = missingTools('openssl', 'keytool', 'certutil', 'pk12util');
const reason = missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : '';

describe.skipIf(missing.length > 0)(`PKCS#12 files of OpenSSL, the JDK and NSS${reason}`, () => {
  let folder: PeerFolder;
  let files: readonly Pkcs12File[] = [];

  beforeAll(() => {
    folder = new PeerFolder();
    files = [...makeOpensslFiles(folder), ...makeKeytoolFiles(folder), ...makeNssFiles(folder)];
    const flipped = ['-iter', '16', '-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC'];
    exportPkcs12(folder, 'flip-aes', 'p256', 'flip', [...flipped, '-name', 'flip']);
    exportPkcs12(folder, 'flip-certificates', 'p256', 'flip', [...flipped, '-nokeys']);
    const legacy = [
      '-legacy',
      '-iter',
      '16',
      '-keypbe',
      'PBE-SHA1-3DES',
      '-certpbe',
      'PBE-SHA1-RC2-40',
      '-macalg',
      'sha1',
    ];
    exportPkcs12(folder, 'flip-legacy', 'p256', 'flip', legacy);
    exportPkcs12(folder, 'flip-no-mac', 'p256', 'flip', [...flipped, '-nomac']);
  });

  afterAll(() => folder.remove());

  const octetsOf = (name: string) => readFileSync(folder.file(`${name}.p12`));
  const opens = (result: Inspection, file: Pkcs12File) => {
    expect(result.diagnosis, file.name).toEqual({ code: 'opened' });
    expect([result.kind, result.certificates.length, result.keys.length], file.name).toEqual([
      'pkcs12',
      file.certificates,
      file.keys,
    ]);
  };

  test('[F01] [F04] every file opens with the certificates and keys that OpenSSL sees, paired', async () => {
    expect(files.length).toBeGreaterThanOrEqual(44);
    for (const file of files) {
      const result = await inspectBytes(octetsOf(file.name), { password: file.password });
      opens(result, file);
      const { certificates, keys } = opensslPkcs12(folder, file.name, file.password);
      expect(result.certificates.map(({ fields }) => fields.sha256).toSorted(), file.name).toEqual(certificates);
      expect(result.keys.map(({ spkiSha256 }) => spkiSha256 ?? '').toSorted(), file.name).toEqual(keys);
      for (const key of result.keys) {
        expect(opensslPublicHash(folder, key.pkcs8), file.name).toBe(key.spkiSha256);
        const certificate = result.certificates.find(({ fields }) => fields.spkiSha256 === key.spkiSha256);
        expect(key.matches, file.name).toBe(certificate?.fields.sha256 ?? null);
        if (file.certificates > 0) expect(key.matches, file.name).not.toBeNull();
      }
      if (file.certificates === 2 && file.keys === 1) {
        expect(result.certificates[0]?.fields.sha256, `${file.name}: leaf first`).toBe(result.keys[0]?.matches);
      }
    }
    console.log(`${files.length} PKCS#12 files opened as OpenSSL opens them`);
  });

  test('[F01] names are kept: subject, friendly name, key algorithm', async () => {
    const cfca = await inspectBytes(octetsOf('cfca-subject'), { password: camelliaPassword });
    expect(cfca.certificates[0]?.fields.subject).toContain('051@张三@110101199001011234@1');
    const friendly = await inspectBytes(octetsOf('friendly-name'), { password: camelliaPassword });
    expect(friendly.keys[0]?.friendlyName).toBe('张三的证书');
    const algorithms = await Promise.all(
      ['rsa-pss', 'ec-p521', 'ec-secp256k1', 'sm2', 'ed25519', 'ed448', 'ec-brainpool-p256', '3des'].map(
        async (name) => {
          const { keys, certificates } = await inspectBytes(octetsOf(name), { password: camelliaPassword });
          expect(keys[0]?.algorithm, name).toBe(certificates[0]?.fields.algorithm);
          return keys[0]?.algorithm;
        },
      ),
    );
    expect(algorithms).toEqual([
      '1.2.840.113549.1.1.10',
      'ec-p521',
      'ec-secp256k1',
      'sm2',
      'ed25519',
      'ed448',
      '1.3.36.3.3.2.8.1.1.7',
      'rsa-2048',
    ]);
    const aliases = await inspectBytes(octetsOf('keytool-several'), { password: camelliaPassword });
    expect(aliases.keys.map(({ friendlyName }) => friendlyName ?? '').toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('[F05] an algorithm that nobody supports is named, whatever the password', async () => {
    for (const password of [camelliaPassword, 'something else', null]) {
      const { diagnosis } = await inspectBytes(octetsOf('camellia'), { password });
      expect(diagnosis).toEqual({ code: 'unsupported-algorithm', algorithm: 'Camellia-256-CBC' });
    }
  });

  test('[F05] a wrong password is called that; files that depend on none open', async () => {
    const rows: Record<string, number> = {};
    for (const file of files) {
      const { diagnosis, keys } = await inspectBytes(octetsOf(file.name), {
        password: 'not the password',
      });
      expect(diagnosis.code, file.name).toBe(file.open ? 'opened' : 'wrong-password');
      if (!file.open) expect(keys, file.name).toEqual([]);
      const row = diagnosis.code + (diagnosis.possiblyDamaged ? ' (possibly damaged)' : '');
      rows[row] = (rows[row] ?? 0) + 1;
    }
    console.table(rows);
  });

  test('[F05] without a password a file asks for one, unless an empty one opens it', async () => {
    for (const file of files.filter(({ slow }) => !slow)) {
      const { diagnosis } = await inspectBytes(octetsOf(file.name), { password: null });
      expect(diagnosis.code, file.name).toBe(file.open || file.password === '' ? 'opened' : 'needs-password');
    }
  });

  test('[F05] every file cut off at ten places is damaged, where it was cut', async () => {
    for (const file of files) {
      const octets = octetsOf(file.name);
      for (let place = 1; place <= 10; place++) {
        const cut = octets.subarray(0, Math.floor((octets.length * place) / 11));
        const result = await inspectBytes(cut, { password: file.password });
        expect([result.kind, result.diagnosis], `${file.name} at ${place}/11`).toEqual([
          'pkcs12',
          { code: 'damaged', offset: cut.length },
        ]);
      }
    }
  });

  test('[F05] no flipped octet makes a bare "wrong password" while anything in the file still opens', async () => {
    const table: Record<string, Record<string, number>> = {};
    for (const name of ['flip-aes', 'flip-legacy', 'flip-no-mac', 'flip-certificates']) {
      const octets = octetsOf(name);
      const whole = await inspectBytes(octets, { password: 'flip' });
      expect(whole.diagnosis, name).toEqual({ code: 'opened' });
      for (const mask of name === 'flip-aes' ? [0xff, 0x01] : [0xff]) {
        const row: Record<string, number> = { octets: octets.length };
        for (let at = 0; at < octets.length; at++) {
          const flipped = Uint8Array.from(octets);
          flipped[at] = octets.readUInt8(at) ^ mask;
          const { diagnosis, certificates, keys } = await inspectBytes(flipped, { password: 'flip' });
          const outcome = diagnosis.code + (diagnosis.possiblyDamaged ? ' (possibly damaged)' : '');
          row[outcome] = (row[outcome] ?? 0) + 1;
          // Two parts under the password, each with its own salt: one flip leaves one of them to prove the password.
          if (name === 'flip-aes' || name === 'flip-legacy') {
            expect(diagnosis.code, `${name} at ${at}`).not.toBe('wrong-password');
          }
          if (diagnosis.code === 'wrong-password') expect(diagnosis.possiblyDamaged, `${name} at ${at}`).toBe(true);
          if (diagnosis.code === 'opened' && name !== 'flip-no-mac') {
            expect([certificates.length, keys.length], `${name} at ${at}`).toEqual([
              whole.certificates.length,
              whole.keys.length,
            ]);
          }
        }
        table[`${name} ^ ${mask.toString(16)}`] = row;
      }
    }
    console.table(table);
  });

  test('[F01] PEM around a file and BER with indefinite lengths open alike', async () => {
    for (const file of files.filter(({ slow }) => !slow)) {
      const octets = octetsOf(file.name);
      const lines = octets.toString('base64').replaceAll(/.{64}/g, '$&\n');
      const pem = Buffer.from(`-----BEGIN PKCS12-----\n${lines}\n-----END PKCS12-----\n`);
      opens(await inspectBytes(pem, { password: file.password }), file);
      // NSS writes BER itself.
      if (octets[1] === 0x80) continue;
      opens(await inspectBytes(toIndefiniteBer(octets), { password: file.password }), file);
    }
    const bare = Buffer.from(octetsOf('aes-256').toString('base64'));
    expect((await inspectBytes(bare, { password: camelliaPassword })).keys).toHaveLength(1);
    for (const name of ['unencrypted-no-mac', 'no-mac']) {
      const nested = toIndefiniteBer(octetsOf(name), 2, 7);
      const { diagnosis, keys, certificates } = await inspectBytes(nested, { password: camelliaPassword });
      expect([diagnosis.code, keys.length, certificates.length], name).toEqual(['opened', 1, 2]);
      const cut = nested.subarray(0, nested.length - 40);
      expect((await inspectBytes(cut, { password: camelliaPassword })).diagnosis.code).toBe('damaged');
    }
  });

  test('[F07] a file that asks for more work than allowed says so', async () => {
    const limits = { maxBytes: 1 << 20, maxIterations: 1000, maxObjects: 100 };
    const result = await inspectBytes(octetsOf('aes-256'), { password: camelliaPassword, limits });
    expect(result.diagnosis).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  });
});
