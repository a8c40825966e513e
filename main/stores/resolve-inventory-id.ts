// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { hexPrefix, theOnly } from '../certificates/resolve-id.ts';
import { type Inventory, unreadOf } from './inventory/inventory.ts';
import type { StoresParts } from './stores-parts.ts';

export interface WantedId {
  readonly labels: boolean;
  readonly storeId: string;
}

const maxCandidates = 20;

/**
 * Accepts a SHA-256, a unique prefix (at least 8 digits), or `label:TEXT`. Errors: `not-installed`, `not-found` (no
 * such label), `ambiguous-id`, `usage`, those of `CertificateStore.list`.
 */
export async function resolveInventoryId(
  { certificates }: Pick<StoresParts, 'certificates'>,
  inventory: Inventory,
  id: string,
  { labels, storeId }: WantedId,
): Promise<string> {
  if (id.startsWith('label:')) return certificates.resolveId(id, { labels });
  const prefix = hexPrefix(id);
  const { view, snapshot } = await inventory.view();
  const found = view.entries.flatMap(({ row }) =>
    row.sha256.startsWith(prefix) && row.places.some((place) => place.storeId === storeId) ? [row.sha256] : [],
  );
  if (found.length === 0) {
    const unread = unreadOf(snapshot.readings).find((each) => each.storeId === storeId);
    throw new AppError(unread?.code ?? 'not-installed', { store: storeId });
  }
  return theOnly(found.slice(0, maxCandidates));
}
