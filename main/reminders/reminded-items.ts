// SPDX-License-Identifier: Apache-2.0
import type { Remindable } from '../../shared/domain/certificates/reminder-plan.ts';
import { untouched } from '../../shared/domain/certificates/reminder-plan.ts';
import { hasDeadline } from '../../shared/domain/certificates/has-deadline.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';

export interface RemindedItem extends Remindable {
  /** SHA-256; null: entered by hand. */
  readonly sha256: string | null;
  /** Masked. */
  readonly name: string;
}

export interface RemindedParts {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
}

/**
 * Soonest first, deduplicated. Excludes superseded, revoked and replaced certificates, CAs, and 最近删除. Needs no unlock.
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
 * The id reminders are stored under: one for both certificates of an identity (G04). Errors: `vault-missing`,
 * `not-found`.
 */
export async function reminderOf(parts: RemindedParts, about: string): Promise<string> {
  const isEntry = (await parts.watched.list()).some(({ id, sha256 }) => sha256 === null && id === about);
  return isEntry ? about : (await parts.certificates.identity(about)).sha256;
}

/**
 * Single lookup, for fast navigation; finds an identity's reminder by either certificate (G04). Null: no deadline.
 * Errors: `vault-missing`, `not-found`.
 */
export async function remindedItem(parts: RemindedParts, about: string): Promise<RemindedItem | null> {
  const { reminders } = await parts.vault.require();
  const entry = (await parts.watched.list()).find(({ id, sha256 }) => sha256 === null && id === about);
  if (entry !== undefined) {
    return { about, sha256: null, name: entry.name, notAfter: entry.notAfter, state: reminders.state(about) };
  }
  const { sha256, displayName, notAfter, ...facts } = await parts.certificates.identity(about);
  if (!hasDeadline(facts) || (facts.isCa && !facts.hasPrivateKey)) return null;
  return { about: sha256, sha256, name: displayName, notAfter, state: reminders.state(sha256) };
}
