// SPDX-License-Identifier: Apache-2.0
import type { ContactResult, RevocationAnswer } from '../../schemas/trust/revocation.ts';

/** Keeps one outcome per address. */
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

/** First named during the check: no consent yet. */
export function isNewlyNamed({ outcome, url }: ContactResult, asked: ReadonlySet<string>): boolean {
  return outcome === 'not-agreed' && !asked.has(url);
}

function keyOf({ kind, certificate, url }: ContactResult): string {
  return `${kind} ${certificate} ${url}`;
}
