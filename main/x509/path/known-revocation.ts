// SPDX-License-Identifier: Apache-2.0
import { isComplete, isDeltaOf } from './applicable-crls.ts';
import type { CertificateStatus } from './certificate-status.ts';
import type { PathCertificate } from './path-certificate.ts';
import { certificateHold, type PathCrl, removeFromCrl, revocationIn } from './path-crl.ts';

/** A revocation that was learned before, and may stand in nothing that is here now. */
export interface KnownRevocation extends Omit<CertificateStatus, 'state'> {
  /** ISO 8601 UTC. */
  readonly knownAt: string;
}

/**
 * What is known of `certificate` in place of a "good" that does not take it back. A revocation for good is never taken back.
 * A hold is by changes that lift it, and by answers and lists that were made since: older ones did not know of it.
 * @param lists those that were believed about it
 * @param answeredAt of the newest "good" of a responder that was believed; ISO 8601 UTC, empty: there is none
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

/** When what lists do not say was true: of each scope the newest counts, with its changes, and of these the oldest. */
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
