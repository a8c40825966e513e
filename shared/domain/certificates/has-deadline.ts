// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../schemas/certificates/certificate.ts';
import type { Loss } from '../../schemas/certificates/loss.ts';

interface StatusFacts {
  readonly status: CertificateStatus;
  readonly loss: Loss | null;
}

export function hasDeadline({ status, loss }: StatusFacts): boolean {
  return status !== 'superseded' && status !== 'revoked' && loss?.replaced !== true;
}

export function needsKey({ status, loss }: StatusFacts): boolean {
  return loss === null && status !== 'expired' && status !== 'revoked' && status !== 'superseded';
}
