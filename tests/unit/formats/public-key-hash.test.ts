// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { publicKeyHashOf } from '../../../main/formats/public-key-hash.ts';
import { integer, octetString, oid, sequence } from '../../../main/x509/der/der-writer.ts';

const der = { format: 'der', type: 'pkcs8' } as const;

test('[F04] the hash of a private key’s public half is that of its SubjectPublicKeyInfo', async () => {
  const pairs = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'P-521' }),
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('x25519'),
  ];
  for (const { privateKey } of pairs) {
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    const expected = createHash('sha256').update(spki).digest('hex');
    expect(await publicKeyHashOf(privateKey.export(der))).toBe(expected);
  }
});

test('[F04] an unknown algorithm gives no hash, and a broken key is reported as damaged', async () => {
  const unknown = sequence(integer(0), sequence(oid('1.2.3.4')), octetString(Uint8Array.of(1)));
  expect(await publicKeyHashOf(unknown)).toBeNull();
  const zeroScalar = sequence(integer(1), octetString(new Uint8Array(32)));
  const curve = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
  await expect(publicKeyHashOf(sequence(integer(0), curve, octetString(zeroScalar)))).rejects.toMatchObject({
    code: 'damaged',
  });
  await expect(publicKeyHashOf(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'damaged' });
});
