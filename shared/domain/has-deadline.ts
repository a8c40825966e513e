// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../schemas/certificate.ts';
import type { Loss } from '../schemas/loss.ts';

/** Its end matters to somebody: nothing took its place, neither by a renewal nor after it was lost (R01, E08). */
export function hasDeadline({
  status,
  loss,
}: {
  readonly status: CertificateStatus;
  readonly loss: Loss | null;
}): boolean {
  return status !== 'superseded' && status !== 'revoked' && loss?.replaced !== true;
}
