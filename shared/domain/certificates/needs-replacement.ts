// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../schemas/certificates/loss.ts';

/**
 * Its key may be in other hands or gone, so it must not authenticate a request. Once found with its key, a lost one can
 * (E08).
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
