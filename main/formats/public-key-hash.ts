// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { keyFacts } from './keys/key-facts.ts';
import { sha256Hex } from './sha256-hex.ts';

/**
 * Lower-case hex of SHA-256 over the SubjectPublicKeyInfo (DER) of a private key's public half; null when the key's
 * algorithm is not known here. Asynchronous for callers' sake only.
 * @param pkcs8 unencrypted PrivateKeyInfo, DER
 * @throws AppError `damaged` when it is none, or its numbers do not belong together
 */
export async function publicKeyHashOf(pkcs8: Uint8Array): Promise<string | null> {
  try {
    const { spki } = keyFacts(pkcs8);
    return spki && sha256Hex(spki);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // A curve library's complaint about a scalar outside its group.
    throw new AppError('damaged', {}, { cause: error });
  }
}
