// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { encodeGbk } from '../../../main/formats/pbe/primitives/gbk.ts';
import { makeAuthority, makeCredential } from '../../support/formats/openssl-credentials.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';

const missing = missingTools('openssl');

/** OpenSSL uses a password file's octets unchanged if they aren't UTF-8, so it can write legacy encodings. */
describe.skipIf(missing.length > 0)('PKCS#12 password encodings', () => {
  let folder: PeerFolder;

  beforeAll(() => {
    folder = new PeerFolder();
    makeAuthority(folder);
    makeCredential(folder, 'leaf', 'p256');
  });
  afterAll(() => folder.remove());

  const legacy = ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
  const aes = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC'];
  const pbmac1 = [...aes, '-pbmac1_pbkdf2'];
  /** UTF-8 octets treated as characters, as OpenSSL before 1.1 did. */
  const twice = (text: string) => Buffer.from(Buffer.from(text).toString('latin1'));
  const gbk = (text: string) => encodeGbk(text) as Uint8Array;
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each([
    ['GBK, legacy', '密码', gbk, legacy, 'gbk'],
    ['GBK, PBES2', '密码', gbk, aes, 'gbk'],
    ['GBK, PBMAC1', '密码', gbk, pbmac1, 'gbk'],
    ['UTF-8 octets, legacy', '密码é', twice, legacy, 'utf-8'],
    ['Latin-1, PBES2', 'clé', latin1, aes, 'latin1'],
    ['Latin-1, legacy (the same as BMP)', 'clé', latin1, legacy, undefined],
    ['UTF-8, PBES2', '密码中文🔐é', (text: string) => Buffer.from(text), aes, undefined],
  ])('[F01] [F05] opens a file with its password in %s', async (_, password, encode, options, expected) => {
    folder.write('password', Buffer.concat([encode(password), Buffer.from('\n')]));
    const inputs = [
      '-inkey',
      'leaf.key',
      '-in',
      'leaf.pem',
      ...options,
      '-passout',
      'file:password',
      '-out',
      'file.p12',
    ];
    folder.run('openssl', 'pkcs12', '-export', ...inputs);
    const result = await inspectBytes(readFileSync(folder.file('file.p12')), { password });
    expect({ diagnosis: result.diagnosis.code, passwordEncoding: result.diagnosis.passwordEncoding }).toEqual({
      diagnosis: 'opened',
      passwordEncoding: expected,
    });
    expect(result.keys[0]?.matches).toBe(result.certificates[0]?.fields.sha256);
    const wrong = await inspectBytes(readFileSync(folder.file('file.p12')), { password: `${password}码` });
    expect(wrong.diagnosis).toEqual({ code: 'wrong-password' });
  });
});
