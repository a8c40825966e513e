// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../schemas/certificates/certificate.ts';
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Renewed certificates and replaced losses have no deadline. */
export function hasDeadline({
  status,
  loss,
}: {
  readonly status: CertificateStatus;
  readonly loss: Loss | null;
}): boolean {
  return status !== 'superseded' && status !== 'revoked' && loss?.replaced !== true;
}
