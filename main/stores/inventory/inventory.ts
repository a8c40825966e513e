// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import { hasTerms, searchTerms } from '../../vault/records/search-text.ts';
import type { Vault } from '../../vault/vault.ts';
import type { StoresParts } from '../stores-parts.ts';
import type { PlaceReading } from './placements.ts';
import { createInventoryView, type InventoryEntry, type InventoryView } from './inventory-view.ts';
import type { Snapshot, StoreReadings } from './store-readings.ts';
import type { TokenReadings } from './token-readings.ts';

export interface Superseded {
  readonly sha256: string;
  readonly successor: string;
  readonly displayName: string;
  readonly places: readonly Placement[];
}

export interface Inventory {
  page(query: CallInput<'stores.inventory'>): Promise<CallOutput<'stores.inventory'>>;
  places(named: { readonly sha256: string }): Promise<CallOutput<'stores.places'>>;
  superseded(): Promise<Superseded[]>;
  view(): Promise<{ readonly view: InventoryView; readonly snapshot: Snapshot }>;
}

export function createInventory(
  parts: Pick<StoresParts, 'vault' | 'certificates' | 'systemRoots' | 'now'>,
  readings: StoreReadings,
  tokens: TokenReadings,
): Inventory {
  let kept: {
    snapshot: Snapshot;
    connectedTokens: readonly PlaceReading[];
    revision: number;
    minute: number;
    view: Promise<InventoryView>;
  } | null = null;

  async function build(open: Vault | null, places: readonly PlaceReading[], now: Date): Promise<InventoryView> {
    const every = { search: '', status: null, includeAuthorities: true, apart: true };
    const summaries = await parts.certificates.list(every);
    return createInventoryView({
      vaultRows: await parts.certificates.rows(),
      summaries,
      proofs: open?.installed.proofs() ?? [],
      readings: places,
      systemRoots: parts.systemRoots(),
      renewals: open?.renewals() ?? new Map(),
      now,
    });
  }

  async function view(): Promise<{ view: InventoryView; snapshot: Snapshot }> {
    const snapshot = await readings.current();
    const connectedTokens = tokens.last();
    const open = await parts.vault.current();
    const now = parts.now();
    const minute = Math.floor(now.getTime() / 60_000);
    const revision = open?.revision ?? -1;
    if (
      kept?.snapshot !== snapshot ||
      kept.connectedTokens !== connectedTokens ||
      kept.revision !== revision ||
      kept.minute !== minute
    ) {
      // Concurrent calls share a view.
      const view = build(open, [...snapshot.readings, ...connectedTokens], now);
      kept = { snapshot, connectedTokens, revision, minute, view };
      view.catch(() => {
        if (kept?.view === view) kept = null;
      });
    }
    return { view: await kept.view, snapshot };
  }

  return {
    view,
    async page(query) {
      tokens.lookIfOld();
      const { view: all, snapshot } = await view();
      const terms = searchTerms(query.search);
      const shown = all.entries.filter(({ authority }) => query.includeAuthorities || !authority);
      const open = terms.length === 0 ? null : await parts.vault.current();
      const foundInVault = new Set(open?.searchIds(query.search));
      const matching = shown.filter(
        (entry) => fits(entry, query) && (foundInVault.has(entry.row.sha256) || hasTerms(entry.searched, terms)),
      );
      return {
        rows: matching.slice(query.offset, query.offset + query.limit).map(({ row }) => row),
        matching: matching.length,
        total: shown.length,
        findings: { ...all.findings },
        tokens: tokensIn(tokens.last()),
        unread: unreadOf([...snapshot.readings, ...tokens.last()]),
        readAt: snapshot.readAt.toISOString(),
      };
    },
    async places({ sha256 }) {
      const { view: all, snapshot } = await view();
      const entry = all.bySha256.get(sha256);
      if (!entry) throw new AppError('not-found');
      return {
        places: entry.row.places,
        namesakes: namesakesOf(entry, all),
        readAt: snapshot.readAt.toISOString(),
      };
    },
    async superseded() {
      const { view: all } = await view();
      return all.entries.flatMap(({ row, authority, successor }) => {
        if (authority || successor === null || all.bySha256.get(successor)?.row.keyInVault !== true) return [];
        const places = row.places.filter(({ hasKey, storeKind }) => hasKey !== false && storeKind !== 'token');
        return places.length === 0 ? [] : [{ sha256: row.sha256, successor, displayName: row.displayName, places }];
      });
    },
  };
}

function fits({ row }: InventoryEntry, { place, finding }: CallInput<'stores.inventory'>): boolean {
  if (place === 'vault' && row.places.length > 0) return false;
  if (place !== null && place !== 'vault' && !row.places.some(({ storeId }) => storeId === place)) return false;
  return finding === null || row.findings.includes(finding);
}

function tokensIn(connectedTokens: readonly PlaceReading[]): CallOutput<'stores.inventory'>['tokens'] {
  const read = connectedTokens.filter(({ code }) => code === null);
  const named = new Map(read.map(({ store, description }) => [store.id, description.name]));
  return Array.from(named, ([id, name]) => ({ id, name }));
}

export function unreadOf(readings: readonly PlaceReading[]): CallOutput<'stores.inventory'>['unread'] {
  return readings.flatMap(({ store, description, code }) =>
    code === null ? [] : [{ storeId: store.id, storeName: description.name, code }],
  );
}

function namesakesOf(entry: InventoryEntry, view: InventoryView): CallOutput<'stores.places'>['namesakes'] {
  const { sha256, subjectHash, issuerHash } = entry.fields;
  return view.entries.flatMap(({ row, fields }) => {
    const same = fields.subjectHash === subjectHash && fields.issuerHash === issuerHash && fields.sha256 !== sha256;
    const places = row.places.filter(({ storeKind }) => storeKind !== 'token');
    if (!same || places.length === 0) return [];
    const { displayName, notAfter, status } = row;
    return [{ sha256: row.sha256, displayName, notAfter, status, storeIds: places.map(({ storeId }) => storeId) }];
  });
}
