// SPDX-License-Identifier: Apache-2.0
import type { ContactResult, RevocationAnswer } from '../../schemas/trust/revocation.ts';

/** Replaces each `not-agreed` contact with its earlier outcome, if any. */
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

/** True for an address that only turned up during the check and still needs consent. */
export function isNewlyNamed({ outcome, url }: ContactResult, asked: ReadonlySet<string>): boolean {
  return outcome === 'not-agreed' && !asked.has(url);
}

function keyOf({ kind, certificate, url }: ContactResult): string {
  return `${kind} ${certificate} ${url}`;
}
