// SPDX-License-Identifier: Apache-2.0
import { identityBackup } from '../../../shared/domain/certificates/identity-pair.ts';
import type { CertificateStatus, CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';

const pressing: readonly CertificateStatus[] = [
  'expired',
  'revoked',
  'not-yet-valid',
  'expiring',
  'valid',
  'superseded',
];
const leastComplete = ['broken', 'incomplete', 'complete'] as const;

/**
 * Combines a pair under the signing certificate's SHA-256. The pair is valid while both certificates are, ends with the
 * earlier one, and is backed up if both are. If only one was replaced, status and dates are those of the other.
 */
export function identitySummary(signing: CertificateSummary, encryption: CertificateSummary): CertificateSummary {
  const both = [signing, encryption];
  const open = both.filter(({ supersededBy }) => supersededBy === null);
  const counted = open.length === 0 ? both : open;
  const label = signing.label ?? encryption.label;
  return {
    ...signing,
    displayName: label ?? signing.displayName,
    label,
    place: signing.place ?? encryption.place,
    tags: [...new Set([...signing.tags, ...encryption.tags])],
    notBefore: counted.map(({ notBefore }) => notBefore).reduce((a, b) => (a > b ? a : b)),
    notAfter: counted.map(({ notAfter }) => notAfter).reduce((a, b) => (a < b ? a : b)),
    status: pressing.find((status) => counted.some((each) => each.status === status)) ?? signing.status,
    supersededBy: open.length === 0 ? signing.supersededBy : null,
    chainState: leastComplete.find((state) => both.some((each) => each.chainState === state)) ?? signing.chainState,
    warnings: [
      ...new Map(both.flatMap(({ warnings }) => warnings).map((each) => [JSON.stringify(each), each])).values(),
    ],
    backup: signing.pair === null ? signing.backup : identityBackup(signing.pair),
    loss: signing.loss ?? encryption.loss,
  };
}
