// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Stolen or exposed keys must be replaced at once, whatever the expiry. */
export function isUnsafe(loss: Loss | null): boolean {
  return loss !== null && loss.kind !== 'lost';
}

/** Stolen and exposed keys must not authenticate requests, and lost keys can't unless found again. */
export function needsReplacement({
  loss,
  hasPrivateKey,
}: {
  readonly loss: Loss | null;
  readonly hasPrivateKey: boolean;
}): boolean {
  return isUnsafe(loss) || (loss !== null && !hasPrivateKey);
}
