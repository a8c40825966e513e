// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { ExportProfile } from '../../../shared/schemas/certificates/export-options.ts';
import { octetString, sequence } from '../../x509/der/der-writer.ts';
import { encryptPbes2, encryptPkcs12TripleDes, type PbeEncrypted } from '../pbe/encrypt.ts';
import { bmpPassword } from '../pbe/password-candidates.ts';

export type RandomSource = (length: number) => Uint8Array;

export const systemRandom: RandomSource = (length) => new Uint8Array(randomBytes(length));

export function encryptByProfile(
  profile: ExportProfile,
  plain: Uint8Array,
  password: string,
  iterations: number,
  random: RandomSource,
): PbeEncrypted {
  // RFC 8018 §3, RFC 7292 App. B.1.
  const octets = profile === 'compatible' ? bmpPassword(password) : new Uint8Array(Buffer.from(password, 'utf8'));
  try {
    if (profile === 'compatible') return encryptPkcs12TripleDes(plain, octets, { salt: random(8), iterations });
    const cipher = profile === 'guomi' ? 'sm4-cbc' : 'aes-256-cbc';
    return encryptPbes2(plain, octets, { salt: random(16), iv: random(16), iterations, cipher });
  } finally {
    octets.fill(0);
  }
}

/** RFC 5958 §3 */
export function encryptedPrivateKeyInfo({ algorithm, ciphertext }: PbeEncrypted): Uint8Array {
  return sequence(algorithm, octetString(ciphertext));
}
