// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../shared/schemas/certificates/certificate.ts';
import type {
  CertificateGroup,
  CertificateQuery,
  SortKey,
} from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { searchTerms } from '../vault/records/search-text.ts';
import type { Vault } from '../vault/vault.ts';
import { compareText } from './list-view.ts';
import type { ListView } from './list-view.ts';

export interface ListOrder {
  /** Indexes into the view's rows. */
  readonly order: readonly number[];
  readonly groups: readonly CertificateGroup[];
  readonly matching: number;
  readonly hidden: number;
}

/** Actionable first. */
const urgency: readonly CertificateStatus[] = [
  'expiring',
  'expired',
  'revoked',
  'not-yet-valid',
  'valid',
  'superseded',
];
const urgencyOf = new Map(urgency.map((status, rank) => [status, rank]));

/** `found`: ascending indexes; null: no search. */
export function listOrder(view: ListView, query: CertificateQuery, found: readonly number[] | null): ListOrder {
  const matching: number[] = [];
  let hidden = 0;
  for (const index of found ?? view.rows.keys()) {
    if (!query.includeAuthorities && view.authority[index] === true) continue;
    if (!fits(view, index, query)) continue;
    if (isHidden(view.statuses[index] as CertificateStatus, query)) hidden += 1;
    else matching.push(index);
  }
  const sorted = sort(view, matching, query);
  const grouped = group(view, sorted, query);
  return { ...grouped, matching: matching.length, hidden };
}

function fits(view: ListView, index: number, query: CertificateQuery): boolean {
  const row = view.rows[index] as CertificateRow;
  const { statuses, hasKey, chainState, tag, month } = query;
  return (
    (month === null || expiresIn(month, row, view.statuses[index])) &&
    (statuses.length === 0 || statuses.includes(view.statuses[index] as CertificateStatus)) &&
    (hasKey === null || (hasKey ? row.hasPrivateKey : !row.hasPrivateKey && row.keyOnToken === null)) &&
    (chainState === null || view.chainStates[index] === chainState) &&
    (tag === null || row.tags.includes(tag))
  );
}

/** Superseded ones have no deadline; the timeline omits them, too. */
function expiresIn(month: string, row: CertificateRow, status: CertificateStatus | undefined): boolean {
  return status !== 'superseded' && monthOf(row.notAfter) === month;
}

/** Explicitly selected statuses are shown. */
function isHidden(status: CertificateStatus, { hideInactive, statuses }: CertificateQuery): boolean {
  return hideInactive && statuses.length === 0 && (status === 'expired' || status === 'superseded');
}

function sort(view: ListView, indexes: readonly number[], query: CertificateQuery): number[] {
  const { by, descending } = query.sort;
  // Rows are sorted by expiry.
  if (by === 'expiry') return descending ? indexes.toReversed() : [...indexes];
  const rank = ranks(view, by, query);
  const sign = descending ? -1 : 1;
  // Ties by expiry, in both directions.
  return indexes.toSorted((a, b) => sign * ((rank[a] as number) - (rank[b] as number)) || a - b);
}

function ranks(view: ListView, by: Exclude<SortKey, 'expiry'>, { language }: CertificateQuery): ArrayLike<number> {
  switch (by) {
    case 'name':
    case 'issuer':
      return view.ranks(by, language);
    case 'status':
      return view.statuses.map((status) => urgencyOf.get(status) ?? urgency.length);
    case 'added':
      return view.rows.map((row) => Date.parse(row.addedAt));
  }
}

function group(
  view: ListView,
  sorted: readonly number[],
  query: CertificateQuery,
): Pick<ListOrder, 'order' | 'groups'> {
  if (query.group === 'none') return { order: sorted, groups: [] };
  const members = new Map<string, number[]>();
  for (const index of sorted) {
    for (const key of groupKeys(view, index, query)) {
      const known = members.get(key);
      if (known === undefined) members.set(key, [index]);
      else known.push(index);
    }
  }
  const order: number[] = [];
  const groups = [...members.keys()]
    .toSorted((a, b) => compareGroups(a, b, query))
    .map((key) => {
      const own = members.get(key) ?? [];
      const start = order.length;
      for (const index of own) order.push(index);
      return { key, start, count: own.length };
    });
  return { order, groups };
}

function groupKeys(view: ListView, index: number, query: CertificateQuery): readonly string[] {
  const row = view.rows[index] as CertificateRow;
  switch (query.group) {
    case 'issuer':
      return [row.issuerName];
    case 'status':
      return [view.statuses[index] as string];
    case 'month':
      return [monthOf(row.notAfter)];
    case 'tag':
      return row.tags.length === 0 ? [''] : row.tags;
    case 'none':
      return [];
  }
}

/** `YYYY-MM`, local time zone. */
function monthOf(iso: string): string {
  const date = new Date(iso);
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}

function compareGroups(
  a: string,
  b: string,
  { group: by, sort: { by: sortBy, descending }, language }: CertificateQuery,
) {
  switch (by) {
    case 'status':
      return (urgencyOf.get(a as CertificateStatus) ?? 0) - (urgencyOf.get(b as CertificateStatus) ?? 0);
    case 'month':
      return (a < b ? -1 : 1) * (sortBy === 'expiry' && descending ? -1 : 1);
    default:
      // Untagged last.
      if (a === '' || b === '') return a === '' ? 1 : -1;
      return compareText(a, b, language) || (a < b ? -1 : 1);
  }
}

export interface ListSearch {
  /** Ascending indexes; null: no search. */
  find(vault: Vault, view: Pick<ListView, 'rows' | 'indexOf'>, search: string): readonly number[] | null;
}

type Rows = readonly CertificateRow[];

/**
 * The first letter preloads the texts, yielding between steps; until then the database answers, with the same result.
 */
export function createListSearch(): ListSearch {
  let known: { readonly rows: Rows; readonly texts: readonly string[] } | null = null;
  let reading: Rows | null = null;

  async function read(vault: Vault, rows: Rows): Promise<void> {
    reading = rows;
    // The vault changed or closed: the next search retries.
    const texts = await vault.readSearchTexts(rows.map(({ sha256 }) => sha256)).catch(() => null);
    if (reading !== rows) return;
    reading = null;
    if (texts !== null) known = { rows, texts };
  }

  return {
    find(vault, { rows, indexOf }, search) {
      const terms = searchTerms(search);
      if (terms.length === 0) return null;
      if (known?.rows === rows) return indexesOf(known.texts, terms);
      known = null;
      if (reading !== rows) void read(vault, rows);
      return vault
        .searchIds(search)
        .flatMap((sha256) => indexOf(sha256) ?? [])
        .toSorted((a, b) => a - b);
    },
  };
}

function indexesOf(texts: readonly string[], terms: readonly string[]): number[] {
  const found: number[] = [];
  for (const [index, text] of texts.entries()) if (terms.every((term) => text.includes(term))) found.push(index);
  return found;
}
