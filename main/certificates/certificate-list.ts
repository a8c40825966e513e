// SPDX-License-Identifier: Apache-2.0
import { isUnsafe } from '../../shared/domain/certificates/needs-replacement.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { CertificateQuery, ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { Timeline } from '../../shared/schemas/certificates/timeline.ts';
import type { BackupCounts } from '../vault/backups/backup-state.ts';
import type { Vault } from '../vault/vault.ts';
import type { ChainView, VaultChains } from './chain-view.ts';
import { expiryTimeline } from './expiry-timeline.ts';
import { type HeldElsewhere, nothingHeld } from './held-elsewhere.ts';
import { bitOf, countFilters } from './list-filters.ts';
import { listOrder } from './list-order.ts';
import type { ListOrder } from './list-order.ts';
import { createListSearch } from './list-search.ts';
import { createListView } from './list-view.ts';
import { nextNamed } from './next-named.ts';
import type { ListView } from './list-view.ts';
import { isWithin, type StatusInterval } from './status-change-times.ts';

type Page = CallOutput<'certificates.page'>;

export interface Stretch {
  readonly offset: number;
  readonly limit: number;
  readonly facets: boolean;
}

export interface CertificateList {
  prepare(vault: Vault): Promise<void>;
  page(vault: Vault, query: CertificateQuery, stretch: Stretch): Page;
  ids(vault: Vault, query: CertificateQuery): CallOutput<'certificates.ids'>;
  jump(vault: Vault, query: CertificateQuery, typed: string, from: number): number | null;
  /** Sorted by expiry, soonest first. Merges the certificates of an identity, unless `apart`. */
  summaries(vault: Vault, apart: boolean): CertificateSummary[];
  deadlines(vault: Vault): readonly Deadline[];
  counts(vault: Vault): Counts;
  /** Also counts certificates outside the vault, but no replaced or lost ones. */
  timeline(vault: Vault, months: number): Timeline;
  backupCounts(vault: Vault): BackupCounts;
}

export interface Counts {
  readonly filters: Readonly<Record<ListFilter, number>>;
  readonly changesAt: string | null;
}

/** The expiry of an identity. Keyless CA, replaced and revoked certificates have none. */
export interface Deadline {
  readonly sha256: string;
  readonly name: string;
  readonly notAfter: string;
  /** True if it must be replaced, not renewed. */
  readonly isLost: boolean;
  readonly isUnsafe: boolean;
  readonly isReplaced: boolean;
}

const maxOrders = 16;

/** Everything the list shows, including browsers and USB keys. */
export const wholeList: CertificateQuery = {
  search: '',
  filter: 'all',
  tag: null,
  month: null,
  expired: 'mixed',
  includeAuthorities: false,
  sort: { by: 'expiry', descending: false },
  group: 'none',
  language: 'en',
};

export function createCertificateList(
  chains: ChainView,
  now: () => Date,
  heldElsewhere: () => HeldElsewhere = () => nothingHeld,
): CertificateList {
  const search = createListSearch();
  let kept: {
    readonly view: ListView;
    readonly rows: VaultChains['rows'];
    readonly held: HeldElsewhere;
    readonly interval: StatusInterval;
    /** Increases with each view. A row's index is valid only within one view. */
    readonly number: number;
    readonly orders: Map<string, ListOrder>;
    deadlines: readonly Deadline[] | null;
  } | null = null;

  /** If `held` is null, certificates outside the vault may be missing or outdated, so the caller must ignore them. */
  function current(vault: Vault, held: HeldElsewhere | null): NonNullable<typeof kept> {
    const at = now();
    const vaultChains = chains.of(vault);
    const isCurrent = kept?.rows === vaultChains.rows && isWithin(kept.interval, at.getTime());
    if (kept === null || !isCurrent || (held !== null && kept.held !== held)) {
      const known = held ?? kept?.held ?? nothingHeld;
      kept = {
        view: createListView(vaultChains, at, known),
        rows: vaultChains.rows,
        held: known,
        interval: vaultChains.statusIntervalAt(at),
        number: (kept?.number ?? 0) + 1,
        orders: new Map(),
        deadlines: null,
      };
    }
    return kept;
  }

  function ordered(vault: Vault, query: CertificateQuery): NonNullable<typeof kept> & { readonly list: ListOrder } {
    const whole = current(vault, heldElsewhere());
    const { view, orders } = whole;
    const key = JSON.stringify(query);
    let list = orders.get(key);
    if (list === undefined) {
      list = listOrder(view, query, search.find(vault, view, query.search));
      const [oldest] = orders.keys();
      if (orders.size >= maxOrders && oldest !== undefined) orders.delete(oldest);
      orders.set(key, list);
    }
    return { ...whole, list };
  }

  return {
    async prepare(vault) {
      await chains.prepare(vault, now());
      current(vault, null);
    },
    page(vault, query, { offset, limit, facets }) {
      const { view, interval, number, list } = ordered(vault, query);
      return {
        rows: list.order.slice(offset, offset + limit).map((index) => view.listRow(index, list.parts.has(index))),
        rowCount: list.order.length,
        revision: view.revision,
        order: number,
        facets: facets
          ? {
              matching: list.matching,
              folded: list.folded,
              expired: list.expired,
              hidden: list.hidden,
              filters: { ...view.filters(query) },
              found: list.found,
              authorities: view.authorities,
              tags: [...view.tags(query.language)],
              groups: [...list.groups],
              changesAt: timeOf(interval.until),
            }
          : null,
      };
    },
    ids(vault, query) {
      const { view, list } = ordered(vault, query);
      const idOf = (index: number): string => view.rows[index]?.sha256 ?? '';
      const ids = list.order.map((index) => {
        const identity = list.parts.has(index) ? undefined : view.identities.get(index);
        if (identity !== undefined) return [idOf(identity.signing), idOf(identity.encryption)];
        return view.isInVault(index) ? [idOf(index)] : [];
      });
      return { ids, revision: view.revision };
    },
    jump(vault, query, typed, from) {
      const { view, list } = ordered(vault, query);
      return nextNamed(
        list.order.map((index) => view.name(index)),
        typed,
        from,
      );
    },
    summaries(vault, apart) {
      const { view } = current(vault, null);
      if (apart) return view.ownIndexes.map((index) => view.summary(index));
      return view.ownIndexes
        .filter((index) => view.rowOf(index) === index)
        .map((index) => view.identities.get(index)?.summary ?? view.summary(index));
    },
    backupCounts(vault) {
      const { view } = current(vault, null);
      const counted = view.ownIndexes.filter((index) => view.rowOf(index) === index && view.holdsKey(index));
      const countOf = (filter: ListFilter): number =>
        counted.filter((index) => ((view.filterBits[index] ?? 0) & bitOf(filter)) !== 0).length;
      const [none, outdated] = [countOf('no-backup'), countOf('backup-outdated')];
      return { withKey: counted.length, current: counted.length - none - outdated, outdated };
    },
    counts(vault) {
      const { view, interval } = current(vault, heldElsewhere());
      return { filters: view.filters(wholeList), changesAt: timeOf(interval.until) };
    },
    timeline(vault, months) {
      const { view } = current(vault, heldElsewhere());
      const listed = view.listed.map((index) => ({
        notAfter: (view.identities.get(index)?.summary ?? view.rows[index])?.notAfter ?? '',
        status: view.statuses[index] ?? 'valid',
        isLost: view.needsReplacement(index),
        name: () => view.name(index),
      }));
      return expiryTimeline(listed, months, now());
    },
    deadlines(vault) {
      const whole = current(vault, null);
      const { view } = whole;
      whole.deadlines ??= view.ownIndexes.flatMap((index) => {
        if (!view.hasDeadline(index)) return [];
        const known = view.identities.get(index)?.summary ?? view.rows[index];
        if (known === undefined) return [];
        const { sha256, notAfter } = known;
        const [isLost, isReplaced] = [view.needsReplacement(index), view.isReplaced(index)];
        return [{ sha256, name: view.name(index), notAfter, isLost, isUnsafe: isUnsafe(view.loss(index)), isReplaced }];
      });
      return whole.deadlines;
    },
  };
}

function timeOf(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export function emptyPage(facets: boolean): Page {
  const filters = countFilters([]);
  const none = {
    matching: 0,
    folded: 0,
    expired: null,
    hidden: 0,
    filters,
    found: null,
    authorities: 0,
    tags: [],
    groups: [],
    changesAt: null,
  };
  return { rows: [], rowCount: 0, revision: 0, order: 0, facets: facets ? none : null };
}
