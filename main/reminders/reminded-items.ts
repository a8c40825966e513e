// SPDX-License-Identifier: Apache-2.0
import type { Remindable } from '../../shared/domain/reminder-plan.ts';
import { untouched } from '../../shared/domain/reminder-plan.ts';
import { hasDeadline } from '../../shared/domain/has-deadline.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';

export interface RemindedItem extends Remindable {
  /** SHA-256; null: a name and a date that were typed in. */
  readonly sha256: string | null;
  /** Identity numbers masked. */
  readonly name: string;
}

export interface RemindedParts {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
}

/**
 * What has an end that somebody should hear of, soonest first: certificates of the list and watched entries, each once.
 * Superseded and revoked ones, and lost ones that were replaced, have no deadline any more, authorities are renewed by others, and what lies in 最近删除
 * is not in the list. Empty without a vault; needs no unlock.
 */
export async function remindedItems(parts: RemindedParts): Promise<RemindedItem[]> {
  const vault = await parts.vault.current();
  if (vault === null) return [];
  const states = vault.reminders.states();
  const certificates = (await parts.certificates.deadlines()).map((each) => ({ about: each.sha256, ...each }));
  const entries = (await parts.watched.list())
    .filter(({ sha256 }) => sha256 === null)
    .map(({ id, name, notAfter }) => ({ about: id, sha256: null, name, notAfter }));
  return [...certificates, ...entries]
    .map((item) => ({ ...item, state: states.get(item.about) ?? untouched }))
    .toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : a.notAfter > b.notAfter ? 1 : 0));
}

/**
 * One of them, without looking at the others: a list of ten thousand is run through with the arrow keys. Null for one
 * that is there and has no deadline any more. Errors: `vault-missing`, `not-found`.
 */
export async function remindedItem(parts: RemindedParts, about: string): Promise<RemindedItem | null> {
  const state = (await parts.vault.require()).reminders.state(about);
  const entry = (await parts.watched.list()).find(({ id, sha256 }) => sha256 === null && id === about);
  if (entry !== undefined) return { about, sha256: null, name: entry.name, notAfter: entry.notAfter, state };
  const summary = await parts.certificates.summary(about);
  if (!hasDeadline(summary) || (summary.isCa && !summary.hasPrivateKey)) return null;
  return { about, sha256: about, name: summary.displayName, notAfter: summary.notAfter, state };
}
