// SPDX-License-Identifier: Apache-2.0
import { bankOf } from '../../shared/domain/certificates/bank-of.ts';
import type { CertificateStatus } from '../../shared/schemas/certificates/certificate.ts';
import type {
  CertificateGroup,
  CertificateQuery,
  ListFilter,
  SortKey,
} from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { bitOf, countFilters, countWithoutExpired } from './list-filters.ts';
import { compareText } from './list-view.ts';
import type { ListView } from './list-view.ts';

export interface ListOrder {
  readonly order: readonly number[];
  /** Certificates with their own row, because their identity is expanded. */
  readonly parts: ReadonlySet<number>;
  readonly groups: readonly CertificateGroup[];
  readonly matching: number;
  readonly folded: number;
  readonly found: Record<ListFilter, number> | null;
  readonly expired: { readonly count: number; readonly isShown: boolean } | null;
  readonly hidden: number;
}

const urgency: readonly CertificateStatus[] = [
  'expiring',
  'expired',
  'revoked',
  'not-yet-valid',
  'valid',
  'superseded',
];
const urgencyOf = new Map(urgency.map((status, rank) => [status, rank]));

/** `results` are ascending indexes, or null without a search. */
export function listOrder(view: ListView, query: CertificateQuery, results: readonly number[] | null): ListOrder {
  const matching: number[] = [];
  const found = results === null ? null : countFound(view, results, query);
  const only = query.only && new Set(query.only);
  for (const index of listedAmong(view, results)) {
    if (!query.includeAuthorities && view.authority[index] === true) continue;
    if (only !== undefined && !isAmong(view, index, only)) continue;
    if (fits(view, index, query)) matching.push(index);
  }
  const isExpired = (index: number): boolean => view.statuses[index] === 'expired';
  const isMixed = query.expired === 'mixed' || only !== undefined;
  const active = isMixed ? matching : matching.filter((index) => !isExpired(index));
  const count = matching.length - active.length;
  const { parts, open } = openedIn(view, query);
  // Hiding every match would look like no match.
  if (count === 0 || active.length === 0) {
    const all = group(view, sort(view, matching, query), query, open);
    return { ...all, parts, matching: matching.length, found, expired: null, hidden: 0 };
  }
  const { order, groups, folded } = group(view, sort(view, active, query), query, open);
  if (query.expired === 'hidden')
    return { order, parts, groups, matching: active.length, folded, found, expired: null, hidden: count };
  const isShown = query.expired === 'shown';
  const last = isShown ? open(sort(view, matching.filter(isExpired), query)) : [];
  const expired = { count: isShown ? last.length : count, isShown };
  return { order: [...order, ...last], parts, groups, matching: matching.length, folded, found, expired, hidden: 0 };
}

function listedAmong(view: ListView, found: readonly number[] | null): Iterable<number> {
  if (view.identities.size === 0) return found ?? view.rows.keys();
  const rows = Array.from(found ?? view.rows.keys(), (index) => view.rowOf(index));
  return [...new Set(rows)].toSorted((a, b) => a - b);
}

function countFound(
  view: ListView,
  results: readonly number[],
  { expiringDays: days, expired }: CertificateQuery,
): Record<ListFilter, number> {
  const listed = [...listedAmong(view, results)].filter((index) => view.authority[index] !== true);
  const bits = listed.map((index) => view.filterBits[index] ?? 0);
  return (expired === 'hidden' ? countWithoutExpired : countFilters)(bits, days);
}

type Open = (rows: readonly number[]) => readonly number[];

/** Expands identities with a certificate in `opened` into both certificates. */
function openedIn(view: ListView, { opened = [] }: CertificateQuery): { parts: ReadonlySet<number>; open: Open } {
  const wanted = new Set(opened);
  const isWanted = (index: number): boolean => wanted.has(view.rows[index]?.sha256 ?? '');
  const identities = new Map(
    [...view.identities].filter(([, { signing, encryption }]) => isWanted(signing) || isWanted(encryption)),
  );
  if (identities.size === 0) return { parts: new Set(), open: (rows) => rows };
  return {
    parts: new Set([...identities.values()].flatMap(({ signing, encryption }) => [signing, encryption])),
    open: (rows) =>
      rows.flatMap((index) => {
        const identity = identities.get(index);
        return identity === undefined ? [index] : [identity.signing, identity.encryption];
      }),
  };
}

function fits(view: ListView, index: number, { filter, expiringDays, withKey, tag, month }: CertificateQuery): boolean {
  const row = view.rows[index] as CertificateRow;
  return (
    ((view.filterBits[index] as number) & bitOf(filter, expiringDays)) !== 0 &&
    (withKey === undefined || view.holdsKey(index)) &&
    (month === null || (expiresIn(month, row, view.statuses[index]) && !view.needsReplacement(index))) &&
    (tag === null || view.tagsOf(index).includes(tag))
  );
}

/** Either certificate of an identity is enough. */
function isAmong(view: ListView, index: number, only: ReadonlySet<string>): boolean {
  const { signing, encryption } = view.identities.get(index) ?? { signing: index, encryption: index };
  return [signing, encryption].some((each) => only.has(view.rows[each]?.sha256 ?? ''));
}

/** Like the timeline, excludes superseded certificates. */
function expiresIn(month: string, row: CertificateRow, status: CertificateStatus | undefined): boolean {
  return status !== 'superseded' && monthOf(row.notAfter) === month;
}

function sort(view: ListView, indexes: readonly number[], query: CertificateQuery): number[] {
  const { by, descending } = query.sort;
  const expiry = view.ranks('expiry', query.language);
  const rank = by === 'expiry' ? null : ranks(view, by, query);
  const sign = descending ? -1 : 1;
  return indexes.toSorted((a, b) => {
    const byExpiry = view.rows[a]?.notAfter === view.rows[b]?.notAfter ? 0 : a - b;
    const byRank = rank === null ? byExpiry : (rank[a] as number) - (rank[b] as number);
    return sign * byRank || (expiry[a] as number) - (expiry[b] as number);
  });
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
  open: Open,
): Pick<ListOrder, 'order' | 'groups' | 'folded'> {
  if (query.group === 'none') return { order: open(sorted), groups: [], folded: 0 };
  const members = new Map<string, number[]>();
  for (const index of sorted) {
    for (const key of groupKeys(view, index, query)) {
      const known = members.get(key);
      if (known === undefined) members.set(key, [index]);
      else known.push(index);
    }
  }
  const isFolded = new Set(query.folded);
  const shown = new Set<number>();
  const order: number[] = [];
  const groups = [...members.keys()]
    .toSorted((a, b) => compareGroups(a, b, query))
    .map((key) => {
      const grouped = members.get(key) ?? [];
      const own = open(grouped);
      const start = order.length;
      if (isFolded.has(key)) return { key, start, count: own.length };
      for (const index of grouped) shown.add(index);
      for (const index of own) order.push(index);
      return { key, start, count: own.length };
    });
  return { order, groups, folded: sorted.length - shown.size };
}

function groupKeys(view: ListView, index: number, query: CertificateQuery): readonly string[] {
  const row = view.rows[index] as CertificateRow;
  switch (query.group) {
    case 'bank':
      return [bankOf(row.maskedSubject) ?? row.place ?? ''];
    case 'issuer':
      return [row.issuerName];
    case 'where':
      return placeKeys(view, index);
    case 'status':
      return [view.statuses[index] as string];
    case 'month':
      return [monthOf(row.notAfter)];
    case 'tag':
      return view.tagsOf(index).length === 0 ? [''] : view.tagsOf(index);
    case 'none':
      return [];
  }
}

function placeKeys(view: ListView, index: number): readonly string[] {
  const places = view.places(index);
  return places.length === 0 ? [''] : places.map(({ kind, name }) => `${kind}:${name}`);
}

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
      if (by === 'where' && a.startsWith('vault:') !== b.startsWith('vault:')) return a.startsWith('vault:') ? -1 : 1;
      if (a === '' || b === '') return a === '' ? 1 : -1;
      return compareText(a, b, language) || (a < b ? -1 : 1);
  }
}
