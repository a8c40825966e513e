// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { InventoryRow, Store } from '../../../shared/schemas/store.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

export type InventoryQuery = Omit<CallInput<'stores.inventory'>, 'offset' | 'limit'>;

export type InventoryList = Omit<CallOutput<'stores.inventory'>, 'rows'> & {
  readonly query: InventoryQuery;
};

type Pages = ReadonlyMap<number, readonly InventoryRow[]>;

interface StoresState {
  readonly stores: readonly Store[] | null;
  readonly query: InventoryQuery;
  readonly list: InventoryList | null;
  readonly pages: Pages;
  readonly error: AppError | null;
  readonly reading: boolean;
  /** Incremented on changes, so that hooks reload. */
  readonly revision: number;
  /** Like `revision`, but not incremented on changes of the vault alone. */
  readonly readings: number;
}

export const everything: InventoryQuery = { search: '', place: null, finding: null, includeAuthorities: false };

export const useStores = create<StoresState>()(() => ({
  stores: null,
  query: everything,
  list: null,
  pages: new Map(),
  error: null,
  reading: false,
  revision: 0,
  readings: 0,
}));

export const inventoryPageSize = 100;

export function inventoryRowAt(pages: Pages, index: number): InventoryRow | undefined {
  return pages.get(Math.floor(index / inventoryPageSize))?.[index % inventoryPageSize];
}

export async function loadStores(): Promise<void> {
  if (useStores.getState().stores !== null) return;
  const { stores } = await ipc('stores.list', { refresh: false });
  useStores.setState({ stores });
}

let asked = 0;

/** With `look`, rereads the stores. The latest call wins. */
export async function refreshInventory({ look = false }: { readonly look?: boolean } = {}): Promise<void> {
  asked += 1;
  const number = asked;
  useStores.setState({ reading: true });
  const { query } = useStores.getState();
  try {
    const { stores } = await ipc('stores.list', { refresh: look });
    if (number !== asked) return;
    useStores.setState({ stores });
    const { rows, ...list } = await ipc('stores.inventory', { ...query, offset: 0, limit: inventoryPageSize });
    if (number !== asked) return;
    useStores.setState({ list: { ...list, query }, pages: new Map([[0, rows]]), error: null });
  } catch (error) {
    if (number === asked) useStores.setState({ error: toAppError(error) });
  } finally {
    if (number === asked) useStores.setState({ reading: false });
  }
}

export async function changeInventory(change: Partial<InventoryQuery>): Promise<void> {
  useStores.setState(({ query }) => ({ query: { ...query, ...change } }));
  await refreshInventory();
}

const loading = new Set<number>();

export function showInventoryRows(first: number, last: number): void {
  const from = Math.floor(first / inventoryPageSize);
  for (let page = from; page <= Math.floor(last / inventoryPageSize); page += 1) void loadPage(page);
}

async function loadPage(page: number): Promise<void> {
  const { list, pages } = useStores.getState();
  if (list === null || pages.has(page) || loading.has(page) || page * inventoryPageSize >= list.matching) return;
  loading.add(page);
  try {
    const offset = page * inventoryPageSize;
    const { rows, matching } = await ipc('stores.inventory', { ...list.query, offset, limit: inventoryPageSize });
    const now = useStores.getState();
    if (now.list !== list) return;
    if (matching !== list.matching) void refreshInventory();
    else useStores.setState({ pages: new Map(now.pages).set(page, rows) });
  } catch (error) {
    useStores.setState({ error: toAppError(error) });
  } finally {
    loading.delete(page);
  }
}

export function leaveInventory(): void {
  asked += 1;
  useStores.setState({ list: null, pages: new Map(), error: null, reading: false });
}

export function storesChanged(): void {
  useStores.setState(({ readings }) => ({ readings: readings + 1 }));
  inventoryChanged();
}

/** Also called when only the vault changed. */
export function inventoryChanged(): void {
  const { list, revision } = useStores.getState();
  useStores.setState({ revision: revision + 1, ...(list === null && { stores: null }) });
  if (list !== null) void refreshInventory();
}
