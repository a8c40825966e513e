// SPDX-License-Identifier: Apache-2.0
import type { ExportProfile } from '../../../shared/schemas/certificates/export-options.ts';
import { encryptByProfile, encryptedPrivateKeyInfo, systemRandom } from './profile-encryption.ts';
import { pemBlock } from './write-pem.ts';

export interface Pkcs8Contents {
  /** Unencrypted DER PKCS#8. The caller zeroes it. */
  readonly key: Uint8Array;
  readonly password: string;
  readonly profile: ExportProfile;
}

/** Readers set no limit, unlike for PKCS#12. */
const iterations: Readonly<Record<ExportProfile, number>> = {
  modern: 600_000,
  compatible: 20_000,
  guomi: 600_000,
};

/** Writes PEM (RFC 5958 §3). Blocks, so don't call it in the main process. */
export async function writeEncryptedPkcs8(contents: Pkcs8Contents, random = systemRandom): Promise<Uint8Array> {
  const { key, password, profile } = contents;
  const encrypted = encryptByProfile(profile, key, password, iterations[profile], random);
  return pemBlock('ENCRYPTED PRIVATE KEY', encryptedPrivateKeyInfo(encrypted));
}

export function writePlainPkcs8(key: Uint8Array): Uint8Array {
  return pemBlock('PRIVATE KEY', key);
}
