// SPDX-License-Identifier: Apache-2.0
import type { Store } from '../../../../shared/schemas/store.ts';

export type InstallStep = 'choose' | 'places' | 'plan' | 'done';

/** Stores that an install can write to; `absent` is made by it, `locked` may be free again by then. */
const writable: ReadonlySet<Store['state']> = new Set(['ready', 'absent', 'password-needed', 'locked']);

export function installable({ state }: Store): boolean {
  return writable.has(state);
}

/** Ticked at first: what a browser of this computer reads and can be written now; or only the one that was asked for. */
export function preselected(stores: readonly Store[], storeId: string | null): readonly string[] {
  const wanted = stores.filter((store) => installable(store) && (storeId === null || store.id === storeId));
  if (storeId !== null) return wanted.map(({ id }) => id);
  // A kind that its makers never ran is not chosen for anybody.
  return wanted.filter(({ state, verified }) => state !== 'locked' && verified).map(({ id }) => id);
}

export function storeName(stores: readonly Store[], storeId: string): string {
  return stores.find(({ id }) => id === storeId)?.name ?? storeId.replace(/^\w+:/, '');
}
