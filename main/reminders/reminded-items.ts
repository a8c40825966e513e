import type { Remindable } from '../../shared/domain/reminder-plan.ts';
import { untouched } from '../../shared/domain/reminder-plan.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';

export interface RemindedItem extends Remindable {
  /** SHA-256; null: a name and a date that were typed in. */
  readonly sha256: string | null;
  /** Identity numbers masked. */
  readonly name: string;
}

/**
 * What has an end that somebody should hear of, soonest first: certificates of the list and watched entries, each once.
 * Superseded and revoked ones have no deadline any more, authorities are renewed by others, and what lies in 最近删除
 * is not in the list. Empty without a vault; needs no unlock.
 */
export async function remindedItems(parts: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
}): Promise<RemindedItem[]> {
  const vault = await parts.vault.current();
  if (vault === null) return [];
  const states = vault.reminders.states();
  const listed = await parts.certificates.list({ search: '', status: null, includeAuthorities: false });
  const certificates = listed
    .filter(({ status }) => status !== 'superseded' && status !== 'revoked')
    .map(({ sha256, displayName, notAfter }) => ({ about: sha256, sha256, name: displayName, notAfter }));
  const entries = (await parts.watched.list())
    .filter(({ sha256 }) => sha256 === null)
    .map(({ id, name, notAfter }) => ({ about: id, sha256: null, name, notAfter }));
  return [...certificates, ...entries]
    .map((item) => ({ ...item, state: states.get(item.about) ?? untouched }))
    .toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : a.notAfter > b.notAfter ? 1 : 0));
}
