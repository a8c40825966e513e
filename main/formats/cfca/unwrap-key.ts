// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import type { Reading } from '../inspect/reading.ts';
import { addKey } from '../keys/add-key.ts';
import { publicHalf } from '../keys/public-half.ts';
import { decryptSm2 } from '../keys/sm2-decryption.ts';
import { sm2ScalarOf } from '../keys/sm2-private-key.ts';
import { sha256Hex } from '../sha256-hex.ts';
import type { WrappedKey } from './wrapped-key.ts';

const workPerTrial = 3_000;
/** CAs send one key per file. Higher limits would cost seconds with many signing keys. */
const maxWrappedKeys = 16;

/**
 * Reports `otherwise` if `signingKeys` is null or `unwrap` finds no key, `wrong-key` if no signing key fits.
 * @throws `damaged`, `limit-exceeded`
 */
export function unwrapKey({ ciphertexts, unwrap, pair }: WrappedKey, reading: Reading, otherwise: Diagnosis): void {
  const { signingKeys, budget, findings } = reading;
  const leave = (problem: Diagnosis): void => {
    reading.problem(problem);
    if (pair !== null) findings.addWrapped(pair);
  };
  if (signingKeys === null) {
    leave(otherwise);
    return;
  }
  reading.wrappedKeys += 1;
  if (reading.wrappedKeys > maxWrappedKeys) throw new AppError('limit-exceeded', { limit: 'objects' });
  for (const signingKey of signingKeys) {
    const scalar = sm2ScalarOf(signingKey);
    try {
      for (const ciphertext of ciphertexts) {
        budget.spend(workPerTrial);
        const plain = decryptSm2(ciphertext, scalar);
        if (plain === null) continue;
        const pkcs8 = unwrapOnce(plain, unwrap);
        if (pkcs8 === null) {
          reading.problem(otherwise);
          return;
        }
        addKey(findings, pkcs8, undefined, 'authority');
        const spki = publicHalf(signingKey);
        if (spki !== null) findings.addUnwrappedBy(sha256Hex(spki));
        pkcs8.fill(0);
        return;
      }
    } finally {
      scalar.fill(0);
    }
  }
  leave({ ...otherwise, code: 'wrong-key' });
}

function unwrapOnce(plain: Uint8Array, unwrap: WrappedKey['unwrap']): Uint8Array | null {
  try {
    return unwrap(plain);
  } finally {
    plain.fill(0);
  }
}
