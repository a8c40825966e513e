// SPDX-License-Identifier: Apache-2.0
import { isComplete, isDeltaOf } from './applicable-crls.ts';
import type { CertificateStatus } from './certificate-status.ts';
import type { PathCertificate } from '../path-certificate.ts';
import { certificateHold, type PathCrl, removeFromCrl, revocationIn } from './path-crl.ts';

export interface KnownRevocation extends Omit<CertificateStatus, 'state'> {
  readonly knownAt: string;
}

/**
 * Applies a stored revocation to a "good" status. Permanent revocations stay, but a removal in a delta or a later
 * source lifts a hold.
 * @param answeredAt newest accepted OCSP "good", ISO 8601 UTC, or empty
 */
export function withKnown(
  status: CertificateStatus,
  known: KnownRevocation | undefined,
  {
    certificate,
    lists,
    answeredAt,
  }: {
    readonly certificate: PathCertificate;
    readonly lists: readonly PathCrl[];
    readonly answeredAt: string;
  },
): CertificateStatus {
  if (known === undefined || status.state !== 'good') return status;
  const { knownAt, ...word } = known;
  if (known.reason === certificateHold) {
    const isLifted = lists.some((crl) => crl.baseNumber !== null && revocationIn(crl, certificate) === removeFromCrl);
    if (isLifted || answeredAt >= knownAt || issuedAt(lists) >= knownAt) return status;
  }
  return { ...word, state: 'revoked' };
}

/** Returns the earliest `thisUpdate` among the newest CRLs of each scope. */
function issuedAt(lists: readonly PathCrl[]): string {
  const newest = new Map<string, string>();
  for (const base of lists) {
    if (!isComplete(base)) continue;
    const scope = `${base.issuerKey}\u0002${base.scope?.octets}`;
    for (const { thisUpdate } of [base, ...lists.filter((delta) => isDeltaOf(delta, base))]) {
      if (thisUpdate > (newest.get(scope) ?? '')) newest.set(scope, thisUpdate);
    }
  }
  return [...newest.values()].toSorted()[0] ?? '';
}
