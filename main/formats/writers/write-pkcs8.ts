import type { ExportProfile } from '../../../shared/schemas/export-options.ts';
import { encryptByProfile, encryptedPrivateKeyInfo, systemRandom } from './profile-encryption.ts';
import { writePem } from './write-pem.ts';

/** Nothing limits readers here as with PKCS#12, so the count is what is advised for PBKDF2-HMAC-SHA-256. */
const iterations: Readonly<Record<ExportProfile, number>> = { modern: 600_000, compatible: 20_000 };

/**
 * EncryptedPrivateKeyInfo (RFC 5958 §3), DER. Blocks for some tenths of a second: call it outside the main process.
 * @param key unencrypted PKCS#8, DER; the caller zeroes it
 */
export async function writeEncryptedPkcs8(
  key: Uint8Array,
  password: string,
  profile: ExportProfile,
  random = systemRandom,
): Promise<Uint8Array> {
  return encryptedPrivateKeyInfo(encryptByProfile(profile, key, password, iterations[profile], random));
}

/** A key as PEM: `ENCRYPTED PRIVATE KEY` under `password`, or `PRIVATE KEY` in the clear when it is null. */
export async function writePkcs8Pem(
  key: Uint8Array,
  password: string | null,
  profile: ExportProfile,
): Promise<Uint8Array> {
  if (password === null) return writePem([{ label: 'PRIVATE KEY', der: key }]);
  return writePem([{ label: 'ENCRYPTED PRIVATE KEY', der: await writeEncryptedPkcs8(key, password, profile) }]);
}
