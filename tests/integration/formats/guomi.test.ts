// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { pkcs8OfSm2, sm2PublicPoint, sm2ScalarOf } from '../../../main/formats/keys/sm2-private-key.ts';
import { signSm2 } from '../../../main/formats/keys/sm2-signature.ts';
import { recogniseHead } from '../../../main/formats/recognise/recognise-head.ts';
import { writeCfcaSm2 } from '../../../main/formats/writers/write-cfca-sm2.ts';
import { cfcaRows, corporaFolder } from '../../support/corpora.ts';
import {
  makeSm2Identity,
  openCfcaByOpenssl,
  scalarOf,
  writeCfcaByOpenssl,
  writeGmEnvelope,
  writeKeyReply,
  writeSm2EnvelopedKey,
} from '../../support/formats/openssl-guomi.ts';
import { opensslPublicHash, sha256 } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('openssl');
const password = 'Test-1234 密é';
const recognised = (bytes: Buffer) => recogniseHead(bytes, () => bytes.length);

describe.skipIf(missing.length > 0)(`files with Chinese cryptography made by OpenSSL${skipReason(missing)}`, () => {
  let folder: PeerFolder;
  const publicHash = (name: string) =>
    sha256(folder.run('openssl', 'pkey', '-in', `${name}.key`, '-pubout', '-outform', 'DER'));
  const certificateHash = (name: string) => sha256(readFileSync(folder.file(`${name}.der`)));
  const cfca = (name: string, options: object = {}) =>
    readFileSync(writeCfcaByOpenssl(folder, name, { password, ...options }));
  const open = async (bytes: Uint8Array, given: string | null = password) => inspectBytes(bytes, { password: given });
  const diagnose = async (bytes: Uint8Array, given: string | null = password) => (await open(bytes, given)).diagnosis;

  beforeAll(() => {
    folder = new PeerFolder();
    for (const name of ['one', 'two']) makeSm2Identity(folder, name, `/C=CN/CN=051@张三@Z${name}@1`);
  });
  afterAll(() => folder.remove());

  async function expectOpened(bytes: Uint8Array, name: string) {
    const found = await open(bytes);
    expect(found).toMatchObject({ kind: 'cfca-sm2', diagnosis: { code: 'opened' } });
    expect(found.certificates.map(({ fields }) => fields.sha256)).toEqual([certificateHash(name)]);
    expect(found.keys).toMatchObject([
      { algorithm: 'sm2', spkiSha256: publicHash(name), matches: certificateHash(name) },
    ]);
    expect(opensslPublicHash(folder, found.keys[0]?.pkcs8 ?? new Uint8Array())).toBe(publicHash(name));
  }

  test.each(['1.2.156.10197.1.104', '1.2.156.10197.1.104.2'])(
    '[G01] a .sm2 file made by OpenSSL alone opens with cipher %s, as DER and as base64',
    async (oid) => {
      const der = cfca('one', { oid });
      const base64 = der.toString('base64');
      for (const bytes of [der, Buffer.from(base64), Buffer.from(base64.replaceAll(/.{64}/g, '$&\r\n'))]) {
        await expectOpened(bytes, 'one');
        expect(recognised(bytes)).not.toBeNull();
      }
    },
  );

  test.each([1, 2])(
    '[G01] a .sm2 file whose writer dropped %i leading zero octets of the scalar opens',
    async (zeros) => {
      const name = `short${zeros}`;
      const scalar = `${'00'.repeat(zeros)}${'5a'.repeat(32 - zeros)}`;
      makeSm2Identity(folder, name, `/CN=${name}`, scalar);
      const bytes = cfca(name, { scalar: scalar.slice(2 * zeros) });
      await expectOpened(bytes, name);
      expect(await diagnose(bytes, 'wrong')).toEqual({ code: 'wrong-password', possiblyDamaged: true });
    },
  );

  test('[G01] [F05] without a password a .sm2 file shows its certificate and says that the key is locked', async () => {
    const found = await open(cfca('one'), null);
    expect(found.diagnosis).toEqual({ code: 'needs-password' });
    expect(found.certificates).toHaveLength(1);
    expect(found.unopened).toEqual([{ name: null, matches: certificateHash('one'), reason: 'password' }]);
  });

  test('[G01] [F05] a wrong password for a .sm2 file is reported as wrong', async () => {
    for (const wrong of ['wrong', '', 'Test-1234 密è'])
      expect(await diagnose(cfca('one'), wrong)).toEqual({ code: 'wrong-password' });
  });

  test('[G01] a .sm2 file opens with a password that was typed in GBK', async () => {
    const gbk = Buffer.from('b2e2cad431', 'hex'); // 测试1
    folder.write('gbk', gbk);
    const bytes = cfca('one', { password: gbk });
    expect(await diagnose(bytes, '测试1')).toEqual({ code: 'opened', passwordEncoding: 'gbk' });
  });

  test('[G01] [F05] an altered octet of the encrypted key is not reported as a wrong password', async () => {
    const bytes = cfca('one');
    const at = bytes.indexOf(Buffer.from('2a811ccf550168', 'hex')) + 9;
    const codes = new Set<string>();
    for (let octet = 0; octet < 48; octet++) {
      const altered = Buffer.from(bytes);
      altered[at + octet] = altered.readUInt8(at + octet) ^ 0x10;
      codes.add((await diagnose(altered)).code);
      expect((await diagnose(altered, 'wrong')).code).toBe('wrong-password');
    }
    expect([...codes].toSorted()).toEqual(['damaged', 'key-mismatch']);
  });

  test('[G01] [F05] a .sm2 file with another key’s certificate is reported as a mismatch without a key', async () => {
    const found = await open(cfca('one', { certificate: 'two' }));
    expect(found.diagnosis).toEqual({ code: 'key-mismatch' });
    expect(found.keys).toEqual([]);
  });

  test('[G01] [F05] a truncated .sm2 file is reported as damaged, in DER and in base64', async () => {
    const bytes = cfca('one');
    for (const cut of [60, 90, 200, bytes.length - 1]) {
      expect((await diagnose(bytes.subarray(0, cut))).code).toBe('damaged');
      const text = bytes.subarray(0, cut - (cut % 3)).toString('base64');
      expect((await diagnose(Buffer.from(text))).code).toBe('damaged');
    }
  });

  test('[G01] [F05] an unsupported cipher in a .sm2 file is reported by name', async () => {
    const bytes = cfca('one', { oid: '1.2.156.10197.1.104.8' });
    expect(await diagnose(bytes)).toEqual({ code: 'unsupported-algorithm', algorithm: 'SM4-GCM' });
  });

  test('[G01] OpenSSL alone opens our .sm2 file and finds its certificate and its key', () => {
    const key = folder.run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', 'one.key', '-outform', 'DER');
    const certificate = readFileSync(folder.file('one.der'));
    folder.write('ours.sm2', writeCfcaSm2({ certificate, key, password }));
    expect(openCfcaByOpenssl(folder, 'ours.sm2', password)).toEqual({
      scalar: scalarOf(folder, 'one.key'),
      certificate: certificate.toString('hex'),
    });
    expect(readFileSync(folder.file('ours.sm2'))).toEqual(cfca('one'));
  });

  test('[G06] OpenSSL verifies our signature with an SM2 key', async () => {
    const { keys } = await open(cfca('one'));
    folder.write('signed', 'a challenge');
    folder.write('signature', signSm2(keys[0]?.pkcs8 ?? new Uint8Array(), Buffer.from('a challenge')));
    folder.run('openssl', 'x509', '-in', 'one.pem', '-pubkey', '-noout', '-out', 'one.pub');
    const options = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
    const input = ['-pubin', '-inkey', 'one.pub', '-in', 'signed', '-sigfile', 'signature'];
    expect(folder.run('openssl', 'pkeyutl', '-verify', ...input, ...options).toString()).toContain('Verified');
  });

  test('[G02] a PKCS#8 key under SM4 with hmacWithSM3 opens, and a wrong password is reported', async () => {
    folder.write('password', `${password}\n`);
    const options = ['-v2', 'sm4-cbc', '-v2prf', 'hmacWithSM3', '-passout', 'file:password', '-out', 'sm3.pem'];
    folder.run('openssl', 'pkcs8', '-topk8', '-in', 'one.key', ...options);
    const bytes = readFileSync(folder.file('sm3.pem'));
    const found = await open(bytes);
    expect(found).toMatchObject({ diagnosis: { code: 'opened' }, keys: [{ spkiSha256: publicHash('one') }] });
    expect(await diagnose(bytes, 'wrong')).toEqual({ code: 'wrong-password', possiblyDamaged: true });
  });

  test('[G02] [F05] a reply with an encryption key is recognised in each of its forms', async () => {
    const base64 = writeKeyReply(folder, 'one', 'two');
    const head = `${'0000000000000001'.repeat(2)}${'0'.repeat(32)}${String(base64.length).padStart(16, '0')}`;
    const forms = [
      readFileSync(folder.file('reply.der')),
      writeSm2EnvelopedKey(folder, 'one', 'two'),
      ...[base64, `${head}${base64}`, base64.replaceAll(/.{64}/g, '$&,'), `${base64}\n`].map((text) =>
        Buffer.from(text),
      ),
    ];
    for (const bytes of forms) {
      expect(await open(bytes)).toMatchObject({ kind: 'enveloped-key', diagnosis: { code: 'enveloped-key' } });
      expect(recognised(bytes)).not.toBeNull();
    }
  });

  test('[G02] [F05] a GM/T 0010 envelope names the certificate whose holder can open it', async () => {
    const bytes = writeGmEnvelope(folder, '测试 CA');
    expect(await open(bytes, null)).toMatchObject({
      kind: 'enveloped-data',
      diagnosis: { code: 'enveloped-data', recipient: 'CN=测试 CA, 1234abcd' },
    });
    expect(recognised(bytes)).not.toBeNull();
  });

  const pkcs8Of = (name: string) =>
    folder.run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', `${name}.key`, '-outform', 'DER');
  const sec1Of = (name: string) => folder.run('openssl', 'ec', '-in', `${name}.key`, '-outform', 'DER');
  const unwrap = async (bytes: Uint8Array, ...names: readonly string[]) =>
    inspectBytes(bytes, { password: null, signingKeys: names.map(pkcs8Of) });
  /** Every form of reply: encryption key `two`, wrapped for the signing key `one`. */
  const replies: readonly (readonly [string, () => Uint8Array])[] = [
    ['CFCA, as base64', () => Buffer.from(writeKeyReply(folder, 'one', 'two'))],
    ['GB/T 35276 without padding', () => writeSm2EnvelopedKey(folder, 'one', 'two')],
    ['GB/T 35276 padded as PKCS#7', () => writeSm2EnvelopedKey(folder, 'one', 'two', 'pkcs7')],
    ['GB/T 35276 with zeros before it', () => writeSm2EnvelopedKey(folder, 'one', 'two', 'skf')],
    ['GM/T 0010 with the scalar', () => sealedFor('one', Buffer.from(scalarOf(folder, 'two.key'), 'hex'))],
    ['GM/T 0010 with PKCS#8', () => sealedFor('one', pkcs8Of('two'))],
    ['GM/T 0010 with SEC 1', () => sealedFor('one', sec1Of('two'))],
  ];
  const sealedFor = (recipient: string, plain: Uint8Array) => writeGmEnvelope(folder, 'CA', { recipient, plain });

  test.each(replies)('[G02] [G04] a reply of %s gives its encryption key to the signing key', async (_, write) => {
    const found = await unwrap(write(), 'two', 'one');
    expect(found).toMatchObject({
      diagnosis: { code: 'opened' },
      keys: [{ algorithm: 'sm2', spkiSha256: publicHash('two'), madeBy: 'authority' }],
    });
    expect(opensslPublicHash(folder, found.keys[0]?.pkcs8 ?? new Uint8Array())).toBe(publicHash('two'));
  });

  test('[G04] [F07] a file with too many replies is refused as over the limit', async () => {
    writeKeyReply(folder, 'one', 'two');
    const many = Buffer.concat(Array<Buffer>(17).fill(readFileSync(folder.file('reply.der'))));
    expect((await unwrap(many, 'one')).diagnosis).toEqual({ code: 'limit-exceeded', limit: 'objects' });
  });

  test.each(replies)('[G04] [F05] a reply of %s is reported as wrong-key without its signing key', async (_, write) => {
    for (const keys of [[], ['two']]) {
      const found = await unwrap(write(), ...keys);
      expect([found.diagnosis.code, found.keys]).toEqual(['wrong-key', []]);
    }
  });

  test.each(replies)('[G04] [F05] a truncated reply of %s is reported as damaged, without a key', async (_, write) => {
    const bytes = write();
    for (const part of [0.3, 0.6, 0.9]) {
      // Cut base64 only between groups of four characters.
      const found = await unwrap(bytes.subarray(0, Math.floor(bytes.length * part) & ~3), 'one');
      expect([found.diagnosis.code, found.keys]).toEqual(['damaged', []]);
    }
  });

  test('[G04] [F05] a reply whose private and public keys do not match gives no key', async () => {
    const altered = writeSm2EnvelopedKey(folder, 'one', 'two');
    const last = altered.length - 1;
    altered[last] = altered.readUInt8(last) ^ 1;
    for (const bytes of [Buffer.from(writeKeyReply(folder, 'one', 'two', 'one')), altered]) {
      const found = await unwrap(bytes, 'one');
      expect([found.diagnosis.code, found.keys]).toEqual(['damaged', []]);
    }
  });

  test('[G04] [F05] an envelope with text instead of a key is reported as enveloped data', async () => {
    const found = await unwrap(sealedFor('one', Buffer.from('Dear customer')), 'one');
    expect([found.diagnosis.code, found.keys]).toEqual(['enveloped-data', []]);
  });

  test('[G02] [F05] an S/MIME message encrypted by OpenSSL is reported as enveloped data', async () => {
    folder.run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Mail', '-set_serial', '0x5a', '-keyout', 'mail.key', '-out', 'mail.pem'); // prettier-ignore
    folder.write('message', 'hello');
    folder.run('openssl', 'cms', '-encrypt', '-in', 'message', '-outform', 'DER', '-out', 'message.p7m', 'mail.pem');
    const bytes = readFileSync(folder.file('message.p7m'));
    expect(await diagnose(bytes)).toEqual({ code: 'enveloped-data', recipient: 'CN=Mail, 5a' });
    // The file search ignores mail.
    expect(recognised(bytes)).toBeNull();
  });
});

const rows = cfcaRows();
describe.skipIf(rows.length === 0)(
  `CFCA files made by others${rows.length === 0 ? ' (skipped: no corpora; set CORPORA_DIR)' : ''}`,
  () => {
    const bytesOf = (file: string) => readFileSync(join(corporaFolder ?? '', file));

    test.each(rows.filter(({ password: known }) => known !== null))(
      '[G01] $file opens',
      async ({ file, password: known }) => {
        const found = await inspectBytes(bytesOf(file), { password: known });
        expect(found.diagnosis).toEqual({ code: 'opened' });
        expect(found.keys).toMatchObject([{ algorithm: 'sm2', matches: found.certificates[0]?.fields.sha256 }]);
        expect((await inspectBytes(bytesOf(file), { password: 'wrong' })).diagnosis).toEqual({
          code: 'wrong-password',
        });
      },
    );

    test('[G01] a wrong password is reported for the file whose password is unknown', async () => {
      const { diagnosis } = await inspectBytes(bytesOf('cfca/i298.sm2'), { password: '123456' });
      expect(diagnosis).toEqual({ code: 'wrong-password' });
    });

    test('[G02] the reply with an encryption key and the GM/T 0010 envelope are recognised', async () => {
      const reply = JSON.parse(bytesOf('cfca/encryption-key-reply.json').toString()) as { reply_base64: string };
      const named = async (bytes: Uint8Array) => (await inspectBytes(bytes, { password: null })).diagnosis.code;
      expect(await named(Buffer.from(reply.reply_base64))).toBe('enveloped-key');
      expect(await named(bytesOf('cfca/gmt0010-enveloped.der'))).toBe('enveloped-data');
    });

    test('[G02] [G04] the reply gives its encryption key to the signing key that belongs to it', async () => {
      const reply = JSON.parse(bytesOf('cfca/encryption-key-reply.json').toString()) as Record<string, string>;
      const signing = Buffer.from(reply['signing_private_key_hex'] ?? '', 'hex');
      const signingKeys = [pkcs8OfSm2(signing, sm2PublicPoint(signing) ?? new Uint8Array())];
      const { keys } = await inspectBytes(Buffer.from(reply['reply_base64'] ?? ''), { password: null, signingKeys });
      const scalar = Buffer.from(sm2ScalarOf(keys[0]?.pkcs8 ?? new Uint8Array())).toString('hex');
      expect(scalar).toBe(reply['expect_encryption_private_key_hex']);
    });
  },
);
