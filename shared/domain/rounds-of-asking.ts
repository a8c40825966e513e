// SPDX-License-Identifier: Apache-2.0
import type { ContactResult, RevocationAnswer } from '../schemas/revocation.ts';

/**
 * The answer of a second round with what the first one learned of addresses that were not asked again: of one question a
 * person sees one outcome for each address.
 */
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

/** Addresses that only what just came names, and that would tell more: nobody was asked about them yet. */
export function isNewlyNamed({ outcome, url }: ContactResult, asked: ReadonlySet<string>): boolean {
  return outcome === 'not-agreed' && !asked.has(url);
}

function keyOf({ kind, certificate, url }: ContactResult): string {
  return `${kind} ${certificate} ${url}`;
}
