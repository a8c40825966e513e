// SPDX-License-Identifier: Apache-2.0
import type { Remindable } from '../../shared/domain/certificates/reminder-plan.ts';
import { untouched } from '../../shared/domain/certificates/reminder-plan.ts';
import { isUnsafe, needsReplacement } from '../../shared/domain/certificates/needs-replacement.ts';
import { hasDeadline } from '../../shared/domain/certificates/has-deadline.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';

export interface RemindedItem extends Remindable {
  readonly sha256: string | null;
  readonly name: string;
  readonly isLost: boolean;
  /** True if stolen or exposed: no reminders, because the overview asks to replace it at once. */
  readonly isUnsafe: boolean;
  readonly isReplaced: boolean;
}

export interface RemindedParts {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
}

const asTyped = { isLost: false, isUnsafe: false, isReplaced: false };

/**
 * Soonest first, without duplicates. Excludes keyless CAs and certificates that are superseded, revoked, deleted, or
 * lost and replaced. Needs no unlock.
 */
export async function remindedItems(parts: RemindedParts): Promise<RemindedItem[]> {
  const vault = await parts.vault.current();
  if (vault === null) return [];
  const states = vault.reminders.states();
  const certificates = (await parts.certificates.deadlines()).map((each) => ({ about: each.sha256, ...each }));
  const entries = (await parts.watched.list())
    .filter(({ sha256 }) => sha256 === null)
    .map(({ id, name, notAfter }) => ({ about: id, sha256: null, name, notAfter, ...asTyped }));
  return [...certificates, ...entries]
    .map((item) => ({ ...item, state: states.get(item.about) ?? untouched }))
    .toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : a.notAfter > b.notAfter ? 1 : 0));
}

/**
 * Returns the id under which reminders are stored. An identity's signing and encryption certificates share one id.
 * Errors: `vault-missing`, `not-found`.
 */
export async function reminderOf(parts: RemindedParts, about: string): Promise<string> {
  const isEntry = (await parts.watched.list()).some(({ id, sha256 }) => sha256 === null && id === about);
  return isEntry ? about : (await parts.certificates.identity(about)).sha256;
}

/**
 * `about` may be either certificate of an identity. Returns null if there is no deadline. Errors: `vault-missing`,
 * `not-found`.
 */
export async function remindedItem(parts: RemindedParts, about: string): Promise<RemindedItem | null> {
  const { reminders } = await parts.vault.require();
  const entry = (await parts.watched.list()).find(({ id, sha256 }) => sha256 === null && id === about);
  if (entry !== undefined) {
    const { name, notAfter } = entry;
    return { about, sha256: null, name, notAfter, ...asTyped, state: reminders.state(about) };
  }
  const { sha256, displayName, notAfter, ...facts } = await parts.certificates.identity(about);
  if (!hasDeadline(facts) || (facts.isCa && !facts.hasPrivateKey)) return null;
  const kept = { about: sha256, sha256, name: displayName, notAfter, state: reminders.state(sha256) };
  const isReplaced = facts.supersededBy !== null;
  return { ...kept, isLost: needsReplacement(facts), isUnsafe: isUnsafe(facts.loss), isReplaced };
}
