// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Stolen and exposed keys must not authenticate requests, and lost keys can't unless found again. */
export function needsReplacement({
  loss,
  hasPrivateKey,
}: {
  readonly loss: Loss | null;
  readonly hasPrivateKey: boolean;
}): boolean {
  return loss !== null && (loss.kind !== 'lost' || !hasPrivateKey);
}
