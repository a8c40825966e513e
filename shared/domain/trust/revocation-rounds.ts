// SPDX-License-Identifier: Apache-2.0
import type { ContactResult, RevocationAnswer } from '../../schemas/trust/revocation.ts';

export function withEarlierOutcomes(before: RevocationAnswer | null, now: RevocationAnswer): RevocationAnswer {
  const earlier = new Map(before?.contacts.map((contact) => [keyOf(contact), contact]));
  return {
    ...now,
    issuersKept: [...(before?.issuersKept ?? []), ...now.issuersKept],
    contacts: now.contacts.map((contact) =>
      contact.outcome === 'not-agreed' ? (earlier.get(keyOf(contact)) ?? contact) : contact,
    ),
  };
}

/** True for an address found only during the check. */
export function isNewlyNamed({ outcome, url }: ContactResult, asked: ReadonlySet<string>): boolean {
  return outcome === 'not-agreed' && !asked.has(url);
}

function keyOf({ kind, certificate, url }: ContactResult): string {
  return `${kind} ${certificate} ${url}`;
}
