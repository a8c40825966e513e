// SPDX-License-Identifier: Apache-2.0
import type { Store } from '../../../shared/schemas/store.ts';

/** Installing creates `absent` stores, and `locked` ones may be free later. */
const writable: ReadonlySet<Store['state']> = new Set(['ready', 'absent', 'password-needed', 'locked']);

export function installable({ state }: Store): boolean {
  return writable.has(state);
}

export function preselected(stores: readonly Store[], storeId: string | null): readonly string[] {
  const wanted = stores.filter((store) => installable(store) && (storeId === null || store.id === storeId));
  if (storeId !== null) return wanted.map(({ id }) => id);
  // Don't preselect stores never tested with the real program.
  return wanted.filter(({ state, verified }) => state !== 'locked' && verified).map(({ id }) => id);
}

export function usualPlaces(stores: readonly Store[]): readonly string[] {
  return stores
    .filter(({ kind, state, isDefault }) => state !== 'password-needed' && (kind !== 'firefox' || isDefault))
    .filter(({ id }) => preselected(stores, null).includes(id))
    .map(({ id }) => id);
}

export function storeName(stores: readonly Store[], storeId: string): string {
  return stores.find(({ id }) => id === storeId)?.name ?? storeId.replace(/^\w+:/, '');
}
