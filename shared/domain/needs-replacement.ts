// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../schemas/loss.ts';

/**
 * Reported so that it may vouch for no other: somebody else may have its key, or its owner has it no more. What was lost and
 * came back with its key is as good as before (E08).
 */
export function needsReplacement({
  loss,
  hasPrivateKey,
}: {
  readonly loss: Loss | null;
  readonly hasPrivateKey: boolean;
}): boolean {
  return loss !== null && (loss.kind !== 'lost' || !hasPrivateKey);
}
