// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { signChallenge } from '../../../main/backup/container/sign-challenge.ts';
import { proveKey } from '../../../main/enrolment/requests/prove-key.ts';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { publicHalf } from '../../../main/formats/keys/public-half.ts';
import { isSm2 } from '../../../main/formats/keys/runtime-key.ts';
import { sm2KeySigns } from '../../../main/formats/keys/sm2-signature.ts';
import { botanKey, cfcaVector, sm3Pkcs8 } from './guomi-vectors.ts';

async function keyOf(bytes: Uint8Array, password: string | null): Promise<Uint8Array> {
  const { keys } = await inspectBytes(bytes, { password });
  return keys[0]?.pkcs8 ?? new Uint8Array();
}

const ours = await keyOf(sm3Pkcs8, cfcaVector.password);
const other = await keyOf(botanKey, null);
const spki = publicHalf(ours) ?? new Uint8Array();
const otherSpki = publicHalf(other) ?? new Uint8Array();

/** One key's scalar with a different key's public half. */
function mixed(): Uint8Array {
  const copy = Buffer.from(ours);
  copy.set(other.subarray(-64), copy.length - 64);
  return copy;
}

test('[G06] an SM2 key passes the signing test, even where the runtime has no SM2', async () => {
  expect(signChallenge(ours)).toBe('valid');
  await expect(proveKey(ours, spki)).resolves.toBeUndefined();
});

test('[G06] an SM2 key fails the signing test for another public key', async () => {
  expect(sm2KeySigns(ours, otherSpki, randomBytes(32))).toBe(false);
  expect(signChallenge(mixed())).toBe('invalid');
  await expect(proveKey(ours, otherSpki)).rejects.toMatchObject({ code: 'verification-failed' });
});

test('[G06] other key types and arbitrary octets are not recognised as SM2', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  for (const bytes of [new Uint8Array(), randomBytes(120), privateKey, publicKey]) expect(isSm2(bytes)).toBe(false);
  for (const bytes of [ours, other, spki]) expect(isSm2(bytes)).toBe(true);
  expect(sm2KeySigns(new Uint8Array(), spki, randomBytes(32))).toBe(false);
});
