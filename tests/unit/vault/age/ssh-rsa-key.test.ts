// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { spkiOfSshRsa, sshRsaLine } from '../../../../main/vault/age/ssh-rsa-key.ts';
import { encryptToTokenKey } from '../../../../main/vault/age/age-files.ts';
import { newRsaKey } from '../../../support/openssl/rsa-key.ts';
import { onBoringssl, opensslIsThere, uncommonKey } from '../../../support/openssl/uncommon-keys.ts';

test('[T12] converts an RSA key to an OpenSSH line and back', () => {
  for (const bits of [2048, 3072, 4096]) {
    const { spki } = newRsaKey(bits);
    const line = sshRsaLine(spki);
    expect(line).toMatch(/^ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]+={0,2}$/);
    expect(spkiOfSshRsa(line ?? '')).toEqual(spki);
  }
});

test.runIf(opensslIsThere)(
  '[T12] converts an RSA key with an exponent that BoringSSL refuses, and encrypts nothing to it there',
  async () => {
    const spki = new Uint8Array(uncommonKey('RSA').spki);
    const line = sshRsaLine(spki) ?? '';
    expect(spkiOfSshRsa(line)).toEqual(spki);
    const wrapped = encryptToTokenKey(line, Buffer.from('plain'));
    if (onBoringssl)
      await expect(wrapped).rejects.toMatchObject({ code: 'key-unsupported', details: { algorithm: 'RSA' } });
    else await expect(wrapped).resolves.toBeInstanceOf(Uint8Array);
  },
);

test('[T12] refuses a short key, another kind of key and a malformed line', () => {
  expect(sshRsaLine(newRsaKey(1024).spki)).toBeNull();
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
  expect(sshRsaLine(ec)).toBeNull();
  expect(sshRsaLine(new Uint8Array([1, 2, 3]))).toBeNull();
  const line = sshRsaLine(newRsaKey().spki) ?? '';
  for (const other of ['', 'age1abc', line.slice(0, -8), `${line} comment`, line.replace('ssh-rsa ', 'ssh-rsb ')]) {
    expect(spkiOfSshRsa(other), other).toBeNull();
  }
});
