// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../schemas/certificates/certificate.ts';
import type { Loss } from '../../schemas/certificates/loss.ts';

/** Superseded, revoked and replaced certificates have no deadline. */
export function hasDeadline({
  status,
  loss,
}: {
  readonly status: CertificateStatus;
  readonly loss: Loss | null;
}): boolean {
  return status !== 'superseded' && status !== 'revoked' && loss?.replaced !== true;
}
