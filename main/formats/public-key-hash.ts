// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { keyFacts } from './keys/key-facts.ts';
import { sha256Hex } from './sha256-hex.ts';

/**
 * SHA-256 of the SubjectPublicKeyInfo, lower-case hex. Returns null if it cannot be derived.
 * @param pkcs8 unencrypted, DER
 * @throws `damaged`, `limit-exceeded`
 */
export async function publicKeyHashOf(pkcs8: Uint8Array): Promise<string | null> {
  try {
    const { spki } = keyFacts(pkcs8);
    return spki && sha256Hex(spki);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('damaged', {}, { cause: error });
  }
}
