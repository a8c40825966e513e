// SPDX-License-Identifier: Apache-2.0
import { sm2 } from 'sm-crypto-v2';
import type { Sm2UserId } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import { toHex } from '../../x509/der/der-values.ts';
import { readPublicKeyParts } from '../../x509/signatures/signed-structure.ts';
import { sm2UserId, verifySm2 } from '../../x509/signatures/verify-elliptic.ts';
import { sm2ScalarOf } from './sm2-private-key.ts';

const userIds: Readonly<Record<Sm2UserId, string>> = { standard: sm2UserId, empty: '' };

/**
 * Signs with SM3withSM2 (GB/T 32918.2), which BoringSSL lacks. Returns DER.
 * @param pkcs8 an SM2 key, DER
 * @throws `damaged`, `limit-exceeded`, or the library's Error
 */
export function signSm2(pkcs8: Uint8Array, data: Uint8Array, userId: Sm2UserId = 'standard'): Uint8Array {
  const scalar = sm2ScalarOf(pkcs8);
  try {
    return Buffer.from(sm2.doSignature(data, toHex(scalar), { der: true, hash: true, userId: userIds[userId] }), 'hex');
  } finally {
    scalar.fill(0);
  }
}

/** Takes DER PKCS#8 and SubjectPublicKeyInfo. Never throws. */
export function sm2KeySigns(pkcs8: Uint8Array, spki: Uint8Array, challenge: Uint8Array): boolean {
  try {
    const { key } = readPublicKeyParts(spki);
    return verifySm2({ signature: signSm2(pkcs8, challenge), signed: challenge, key });
  } catch {
    return false;
  }
}
