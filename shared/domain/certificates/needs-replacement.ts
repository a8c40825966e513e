// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Its key may be stolen or gone, so it must not authenticate a request. A lost one found with its key can (E08). */
export function needsReplacement({
  loss,
  hasPrivateKey,
}: {
  readonly loss: Loss | null;
  readonly hasPrivateKey: boolean;
}): boolean {
  return loss !== null && (loss.kind !== 'lost' || !hasPrivateKey);
}
