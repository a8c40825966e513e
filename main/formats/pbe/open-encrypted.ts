// SPDX-License-Identifier: Apache-2.0
import type { PasswordCandidate, PasswordEncoding } from './password-candidates.ts';
import { withoutPadding } from './primitives/ciphers.ts';
import type { PbeScheme } from './pbe-scheme.ts';
import type { WorkBudget } from './work-budget.ts';

/**
 * Bytes common in keys and certificates. With a wrong key, one of them appears at about 1 in 2^31 positions.
 */
const landmarks = ['2a864886f70d', '2a8648ce3d', '06035504', '2b810400', '06032b6570', '06032b6571', 'a144034200'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
/** A wrong key produces this much valid padding once in 2^32. */
const tellingPadding = 4;

export type Attempt =
  | { readonly opened: true; readonly plain: Uint8Array; readonly encoding: PasswordEncoding }
  /** If `keyProven`, the data is damaged. */
  | { readonly opened: false; readonly keyProven: boolean };

/**
 * @param accepts checks that the structure is complete
 * @throws `limit-exceeded`
 */
export function openEncrypted(
  scheme: PbeScheme,
  ciphertext: Uint8Array,
  candidates: readonly PasswordCandidate[],
  budget: WorkBudget,
  accepts: (plain: Uint8Array) => boolean,
): Attempt {
  let keyProven = false;
  for (const [index, { encoding, octets }] of candidates.entries()) {
    if (index > 0 && !budget.affordsGuess(scheme.work)) break;
    budget.spend(scheme.work);
    const raw = scheme.decrypt(octets, ciphertext);
    const plain = withoutPadding(raw, scheme.blockLength);
    if (plain && accepts(plain)) return { opened: true, plain, encoding };
    if (provesRightKey(raw, scheme.blockLength)) {
      keyProven = true;
      break;
    }
  }
  return { opened: false, keyProven };
}

export function fitsBlocks(scheme: PbeScheme, ciphertext: Uint8Array): boolean {
  return ciphertext.length > 0 && ciphertext.length % scheme.blockLength === 0;
}

/** A changed byte spoils only two CBC blocks, so the rest can still prove the key (decision 0003). */
function provesRightKey(plain: Uint8Array, blockLength: number): boolean {
  const buffer = Buffer.from(plain.buffer, plain.byteOffset, plain.length);
  if (landmarks.some((landmark) => buffer.includes(landmark))) return true;
  const content = withoutPadding(plain, blockLength);
  return content !== null && plain.length - content.length >= tellingPadding;
}
