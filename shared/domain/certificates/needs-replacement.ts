// SPDX-License-Identifier: Apache-2.0
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Stolen, exposed and missing keys must not authenticate requests. A lost key that was found again may. */
export function needsReplacement({
  loss,
  hasPrivateKey,
}: {
  readonly loss: Loss | null;
  readonly hasPrivateKey: boolean;
}): boolean {
  return loss !== null && (loss.kind !== 'lost' || !hasPrivateKey);
}
