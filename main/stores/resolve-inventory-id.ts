// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { hexPrefix, theOnly } from '../certificates/resolve-id.ts';
import { type Inventory, unreadOf } from './inventory/inventory.ts';
import type { StoresParts } from './stores-parts.ts';

export interface WantedId {
  /** `label:TEXT` may name it. */
  readonly labels: boolean;
  /** Only certificates of this store. */
  readonly storeId: string;
}

/** How many candidates of an ambiguous ID are named. */
const maxCandidates = 20;

/**
 * A certificate of a store by its SHA-256, a unique prefix of at least 8 digits, or its label in the vault. Errors:
 * `not-installed`, `not-found` (no such label), `ambiguous-id`, `usage`, and why the store could not be read.
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
    // Nobody knows what is in a store that is locked or damaged: that it is not there would be a guess.
    const unread = unreadOf(snapshot.readings).find((each) => each.storeId === storeId);
    throw new AppError(unread?.code ?? 'not-installed', { store: storeId });
  }
  return theOnly(found.slice(0, maxCandidates));
}
