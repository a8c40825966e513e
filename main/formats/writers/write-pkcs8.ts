// SPDX-License-Identifier: Apache-2.0
import type { ExportProfile } from '../../../shared/schemas/export-options.ts';
import { encryptByProfile, encryptedPrivateKeyInfo, systemRandom } from './profile-encryption.ts';
import { pemBlock } from './write-pem.ts';

export interface Pkcs8Contents {
  /** Unencrypted PKCS#8, DER; the caller zeroes it. */
  readonly key: Uint8Array;
  readonly password: string;
  readonly profile: ExportProfile;
}

/** Nothing limits readers here as with PKCS#12, so the count is what is advised for PBKDF2-HMAC-SHA-256. */
const iterations: Readonly<Record<ExportProfile, number>> = { modern: 600_000, compatible: 20_000 };

/**
 * `ENCRYPTED PRIVATE KEY` (EncryptedPrivateKeyInfo, RFC 5958 §3) as PEM, the form that programs ask for. Blocks for
 * some tenths of a second: call it outside the main process.
 */
export async function writeEncryptedPkcs8(contents: Pkcs8Contents, random = systemRandom): Promise<Uint8Array> {
  const { key, password, profile } = contents;
  const encrypted = encryptByProfile(profile, key, password, iterations[profile], random);
  return pemBlock('ENCRYPTED PRIVATE KEY', encryptedPrivateKeyInfo(encrypted));
}

/** `PRIVATE KEY` as PEM, in the clear: whoever reads the file has the key. */
export function writePlainPkcs8(key: Uint8Array): Uint8Array {
  return pemBlock('PRIVATE KEY', key);
}
