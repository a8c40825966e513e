// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { keyOptions, type KeyName } from '../../support/formats/openssl-credentials.ts';
import { opensslPublicHash, sha256 } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';

const missing = missingTools('openssl');
const password = 'Test-1234 密é';

describe.skipIf(missing.length > 0)('private keys written by OpenSSL', () => {
  let folder: PeerFolder;
  const publicHashes: Record<string, string> = {};

  beforeAll(() => {
    folder = new PeerFolder();
    folder.write('password', `${password}\n`);
    for (const [name, options] of Object.entries(keyOptions)) {
      folder.run('openssl', 'genpkey', ...options, '-out', `${name}.pem`);
      const spki = folder.run('openssl', 'pkey', '-in', `${name}.pem`, '-pubout', '-outform', 'DER');
      publicHashes[name] = sha256(spki);
    }
  });
  afterAll(() => folder.remove());

  async function expectKey(file: string, source: KeyName, given: string | null = password) {
    const result = await inspectBytes(readFileSync(folder.file(file)), { password: given });
    expect(result.diagnosis).toEqual({ code: 'opened' });
    expect(result.keys).toHaveLength(1);
    const [key] = result.keys;
    expect(key?.spkiSha256).toBe(publicHashes[source]);
    expect(opensslPublicHash(folder, key?.pkcs8 ?? new Uint8Array())).toBe(publicHashes[source]);
    return result;
  }

  const v2 = ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des3', 'sm4-cbc', 'rc2-cbc', 'des-cbc'].map((name) => [
    '-v2',
    name,
  ]);
  const prfs = ['hmacWithSHA1', 'hmacWithSHA224', 'hmacWithSHA384', 'hmacWithSHA512', 'hmacWithSHA512-256'].map(
    (prf) => ['-v2', 'aes-256-cbc', '-v2prf', prf],
  );
  const v1 = [
    'PBE-MD5-DES',
    'PBE-SHA1-DES',
    'PBE-MD5-RC2-64',
    'PBE-SHA1-RC2-64',
    'PBE-SHA1-RC4-128',
    'PBE-SHA1-RC4-40',
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-RC2-40',
  ].map((name) => ['-v1', name]);

  test.each([...v2, ...prfs, ...v1, ['-scrypt']].map((options) => options.join(' ')))(
    '[F03] opens PKCS#8 encrypted with %s',
    async (options) => {
      const providers = ['-provider', 'default', '-provider', 'legacy'];
      const output = ['-out', 'encrypted.der', '-outform', 'DER', '-passout', 'file:password'];
      folder.run('openssl', 'pkcs8', '-topk8', ...providers, '-in', 'rsa.pem', ...options.split(' '), ...output);
      const { kind } = await expectKey('encrypted.der', 'rsa');
      expect(kind).toBe('pkcs8');
      const octets = readFileSync(folder.file('encrypted.der'));
      const wrong = await inspectBytes(octets, { password: 'wrong' });
      expect(wrong.diagnosis).toEqual({ code: 'wrong-password', possiblyDamaged: true });
      expect((await inspectBytes(octets, { password: null })).diagnosis).toEqual({ code: 'needs-password' });
      // A flip in the middle of the ciphertext corrupts at most two blocks; the rest proves the password.
      octets[octets.length - 300] = octets.readUInt8(octets.length - 300) ^ 0xff;
      expect((await inspectBytes(octets, { password })).diagnosis.code).toBe('damaged');
    },
  );

  test.each(Object.keys(keyOptions) as KeyName[])('[F03] opens plain PKCS#8 with its public key: %s', async (name) => {
    folder.run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', `${name}.pem`, '-outform', 'DER', '-out', 'plain.der');
    const { kind } = await expectKey('plain.der', name, null);
    expect(kind).toBe('pkcs8');
  });

  test.each(['p256', 'brainpool-p384', 'sm2'] as const)('[F03] opens SEC 1 with a named curve: %s', async (name) => {
    folder.run('openssl', 'ec', '-in', `${name}.pem`, '-out', 'sec1.pem', '-no_public');
    expect(readFileSync(folder.file('sec1.pem'), 'utf8')).toContain('PRIVATE KEY');
    await expectKey('sec1.pem', name, null);
  });

  test.each(['-des', '-des3', '-aes128', '-aes192', '-aes256'])('[F03] opens traditional PEM, %s', async (cipher) => {
    const legacy = ['-provider', 'default', '-provider', 'legacy'];
    for (const [tool, source] of [
      ['rsa', 'rsa'],
      ['ec', 'p521'],
    ] as const) {
      const traditional = tool === 'rsa' ? ['-traditional'] : [];
      const output = ['-passout', 'file:password', '-out', 'traditional.pem'];
      folder.run('openssl', tool, ...legacy, ...traditional, '-in', `${source}.pem`, cipher, ...output);
      expect(readFileSync(folder.file('traditional.pem'), 'utf8')).toContain('Proc-Type: 4,ENCRYPTED');
      const { kind } = await expectKey('traditional.pem', source);
      expect(kind).toBe('pem');
      const wrong = await inspectBytes(readFileSync(folder.file('traditional.pem')), { password: 'wrong' });
      expect(wrong.diagnosis).toEqual({ code: 'wrong-password', possiblyDamaged: true });
    }
  });

  test('[F05] names Camellia as the cipher of a traditional PEM', async () => {
    const output = ['-camellia128', '-passout', 'file:password', '-out', 'camellia.pem'];
    folder.run('openssl', 'rsa', '-traditional', '-in', 'rsa.pem', ...output);
    const { diagnosis } = await inspectBytes(readFileSync(folder.file('camellia.pem')), { password });
    expect(diagnosis).toEqual({ code: 'unsupported-algorithm', algorithm: 'CAMELLIA-128-CBC' });
  });

  test('[F05] reports a key with inconsistent numbers as damaged', async () => {
    folder.run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', 'rsa.pem', '-outform', 'DER', '-out', 'plain.der');
    const octets = readFileSync(folder.file('plain.der'));
    for (const at of [100, 400, 700, octets.length - 10]) {
      const changed = Uint8Array.from(octets);
      changed[at] = octets.readUInt8(at) ^ 1;
      expect((await inspectBytes(changed, { password: null })).diagnosis.code).toBe('damaged');
    }
  });
});
