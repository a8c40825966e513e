// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { maxFolded, maxOpened } from '../../shared/domain/certificates/certificate-states.ts';
import type { CertificateQuery, Grouping } from '../../shared/schemas/certificates/certificate-query.ts';
import type { ListRow } from '../../shared/schemas/certificates/list-row.ts';
import { ipc, toAppError } from '../lib/ipc.ts';
import { effectiveLanguage, useSettings } from './settings-store.ts';

export type ListQuery = Omit<CertificateQuery, 'language'>;

type Page = CallOutput<'certificates.page'>;

export type CertificateList = NonNullable<Page['facets']> & {
  readonly query: ListQuery;
  readonly revision: number;
  readonly order: number;
  readonly rowCount: number;
};

type Pages = ReadonlyMap<number, readonly ListRow[]>;

interface CertificatesState {
  readonly query: ListQuery;
  readonly list: CertificateList | null;
  /** Separate from `list`, so that scrolling rerenders only the table. */
  readonly pages: Pages;
  readonly error: AppError | null;
  readonly selected: string | null;
  readonly onlyOf: OnlyOf;
}

export type OnlyOf = 'expired' | 'expiring' | 'revoked' | 'reminders';

export const emptyQuery: ListQuery = {
  search: '',
  filter: 'all',
  tag: null,
  month: null,
  expired: 'folded',
  includeAuthorities: false,
  sort: { by: 'expiry', descending: false },
  group: 'none',
};

/** About a screenful, because each search loads whole pages. `maxPages` limits memory with 100,000 certificates. */
export const pageSize = 32;
const maxPages = 128;

export const useCertificates = create<CertificatesState>()(() => ({
  query: emptyQuery,
  list: null,
  pages: new Map(),
  error: null,
  selected: null,
  onlyOf: 'reminders',
}));

export function rowAt(pages: Pages, index: number): ListRow | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

export function indexOf(pages: Pages, sha256: string | null): number | undefined {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.sha256 === sha256);
    if (at >= 0) return page * pageSize + at;
  }
  return undefined;
}

let shown = { first: 0, last: 0 };
let asking: Promise<void> | null = null;
let askAgain = false;

/** Runs one call at a time. Repeats the call if requested meanwhile. */
export async function refreshCertificates(): Promise<void> {
  askAgain = true;
  asking ??= askUntilSettled().finally(() => (asking = null));
  await asking;
}

export function refreshByTime(now: number): void {
  const changesAt = useCertificates.getState().list?.changesAt ?? null;
  if (changesAt !== null && Date.parse(changesAt) <= now) void refreshCertificates();
}

async function askUntilSettled(): Promise<void> {
  while (askAgain) {
    askAgain = false;
    await ask();
  }
}

async function ask(): Promise<void> {
  const { query, list: before, selected } = useCertificates.getState();
  const firstPage = Math.floor(shown.first / pageSize);
  const count = Math.min(Math.floor(shown.last / pageSize) - firstPage, 3) + 1;
  try {
    const { facets, rows, rowCount, revision, order } = await fetchPages(query, firstPage, count, true);
    if (facets === null) return;
    const pages = intoPages(firstPage, rows);
    useCertificates.setState({ list: { ...facets, query, rowCount, revision, order }, pages, error: null });
    // The list became shorter than the scroll position.
    if (rows.length === 0 && rowCount > 0) showRows(0, 0);
    else void loadMissing();
    if (before?.query === query || query === queryByFolding) return;
    clearTimeout(typing);
    if (indexOf(pages, selected) !== undefined) return;
    if (!isPartial(query) && (before === null || selected === null || query === queryToShow)) return;
    if (rows.length < rowCount && selected === null) return;
    const select = async () => {
      if (selected !== null && (await isListed(selected, query, rows[0]))) return;
      const now = useCertificates.getState();
      if (selected === now.selected && query === now.query) selectCertificate(rows[0]?.sha256 ?? null);
    };
    if (query.search === '') await select();
    else typing = setTimeout(() => void select().catch(() => undefined), typingMs);
  } catch (error) {
    useCertificates.setState({ error: toAppError(error) });
  }
}

/** Pause in typing (ms) before the first result is selected. */
const typingMs = 400;
let typing: ReturnType<typeof setTimeout> | undefined;

/** A certificate in a collapsed group or identity counts. `first` tells whether the list shows expired certificates. */
async function isListed(sha256: string, query: ListQuery, first: ListRow | undefined): Promise<boolean> {
  const row = await rowOf(sha256, { ...query, opened: [] });
  const showsExpired = query.expired === 'mixed' || query.expired === 'shown' || first?.status === 'expired';
  return row !== undefined && (showsExpired || row.status !== 'expired');
}

/** Returns the certificate's row, or its identity's, even in a collapsed group or among hidden expired ones. Undefined if `query` excludes it. */
export async function rowOf(sha256: string, query: ListQuery): Promise<ListRow | undefined> {
  if (query.only?.includes(sha256) === false) return undefined;
  const { rows } = await fetchPages({ ...query, only: [sha256], folded: [] }, 0, 1, false);
  return rows.find((row) => row.sha256 === sha256) ?? rows[0];
}

export function isNarrowed(query: Pick<ListQuery, 'filter' | 'tag' | 'month' | 'only'>): boolean {
  return query.filter !== 'all' || query.tag !== null || query.month !== null || query.only !== undefined;
}

async function fetchPages(query: ListQuery, page: number, count: number, facets: boolean): Promise<Page> {
  const language = effectiveLanguage(useSettings.getState());
  const stretch = { offset: page * pageSize, limit: count * pageSize, facets };
  return ipc('certificates.page', { query: { ...query, language }, ...stretch });
}

function intoPages(firstPage: number, rows: readonly ListRow[]): Map<number, readonly ListRow[]> {
  const pages = new Map<number, readonly ListRow[]>();
  for (let at = 0; at < rows.length; at += pageSize) {
    pages.set(firstPage + at / pageSize, rows.slice(at, at + pageSize));
  }
  return pages;
}

export function showRows(first: number, last: number): void {
  shown = { first, last };
  void loadMissing();
}

let loading = false;

async function loadMissing(): Promise<void> {
  if (loading) return;
  loading = true;
  try {
    for (let page = missingPage(); page !== null; page = missingPage()) {
      const { list } = useCertificates.getState();
      if (list === null) return;
      const answer = await fetchPages(list.query, page, 1, false);
      const now = useCertificates.getState();
      // Load the new list's pages instead.
      if (now.list !== list) continue;
      // Expiry and changes outside the vault move rows without a new revision.
      if (answer.revision !== list.revision || answer.order !== list.order) return void refreshCertificates();
      useCertificates.setState({ pages: withPage(now.pages, page, answer.rows) });
    }
  } catch (error) {
    useCertificates.setState({ error: toAppError(error) });
  } finally {
    loading = false;
  }
}

/** Returns an unloaded page, visible ones first, or null. */
function missingPage(): number | null {
  const { list, pages } = useCertificates.getState();
  if (list === null || list.rowCount === 0) return null;
  const lastOfAll = Math.floor((list.rowCount - 1) / pageSize);
  const [first, last] = [Math.floor(shown.first / pageSize), Math.floor(shown.last / pageSize)];
  const around = shown.last % pageSize > pageSize / 2 ? last + 1 : first - 1;
  const onScreen = Array.from({ length: last - first + 1 }, (_each, at) => first + at);
  const wanted = [...onScreen, around].filter((page) => page >= 0 && page <= lastOfAll);
  return wanted.find((page) => !pages.has(page)) ?? null;
}

function withPage(pages: Pages, page: number, rows: readonly ListRow[]): Pages {
  const next = new Map(pages).set(page, rows);
  const [oldest] = next.keys();
  if (next.size > maxPages && oldest !== undefined) next.delete(oldest);
  return next;
}

/** The overview's `expiring` brings its own number of days. Other filters end it and `only`. */
export async function changeQuery(change: Partial<ListQuery>): Promise<void> {
  const { query } = useCertificates.getState();
  const days = useSettings.getState().settings?.list.expiringDays;
  const isReset = change.filter !== undefined && change.filter !== 'expiring' && days !== undefined;
  const kept = { ...query, ...(change.filter !== undefined && { only: undefined }) };
  const next = { ...kept, ...(isReset && { expiringDays: days }), ...change };
  if (deciding.some((each) => next[each] !== query[each])) {
    // Search results must not hide in collapsed groups.
    next.folded = change.folded ?? (isPartial(next) ? [] : [...(foldedBy.get(next.group) ?? [])]);
  }
  keepFolded(next);
  if (change.folded !== undefined) queryToShow = next;
  useCertificates.setState({ query: next });
  shown = { first: 0, last: 0 };
  await refreshCertificates();
}

/** Shows exactly these certificates. A filter or its own chip ends it. */
export async function showOnly(onlyOf: OnlyOf, only: readonly string[]): Promise<void> {
  const { search, filter, tag, month } = emptyQuery;
  useCertificates.setState({ onlyOf });
  await changeQuery({ search, filter, tag, month, only: [...only] });
}

/** Collapsing the group of the selected certificate keeps it selected. */
let queryByFolding: ListQuery | null = null;
let queryToShow: ListQuery | null = null;

/** Collapsed groups of the whole list, until the window closes. */
const foldedBy = new Map<Grouping, readonly string[]>();
const deciding = ['search', 'filter', 'tag', 'month', 'only', 'group'] as const;

function isPartial(query: ListQuery): boolean {
  return query.search !== '' || isNarrowed(query);
}

function keepFolded(query: ListQuery): void {
  if (!isPartial(query)) foldedBy.set(query.group, query.folded ?? []);
}

export async function foldGroup(key: string, isFolded: boolean): Promise<void> {
  const { query } = useCertificates.getState();
  const others = (query.folded ?? []).filter((each) => each !== key);
  const folded = isFolded ? [...others, key].slice(-maxFolded) : others;
  queryByFolding = { ...query, folded };
  keepFolded(queryByFolding);
  useCertificates.setState({ query: queryByFolding });
  await refreshCertificates();
}

export async function unfoldAll(): Promise<void> {
  const { query } = useCertificates.getState();
  const next: ListQuery = { ...query, folded: [], expired: query.expired === 'folded' ? 'shown' : query.expired };
  keepFolded(next);
  useCertificates.setState({ query: next });
  await refreshCertificates();
}

export async function placeExpired(expired: ListQuery['expired']): Promise<void> {
  const { query } = useCertificates.getState();
  useCertificates.setState({ query: { ...query, expired } });
  await refreshCertificates();
}

export async function openPair(signing: string, isOpen: boolean): Promise<void> {
  const { query } = useCertificates.getState();
  const others = (query.opened ?? []).filter((each) => each !== signing);
  const opened = isOpen ? [...others, signing].slice(-maxOpened) : others;
  useCertificates.setState({ query: { ...query, opened } });
  await refreshCertificates();
}

/** Returns SHA-256s per row in list order. A row outside the vault has none. */
export async function allIds(folded?: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { query } = useCertificates.getState();
  const language = effectiveLanguage(useSettings.getState());
  return (await ipc('certificates.ids', { query: { ...query, language, ...(folded && { folded: [...folded] }) } })).ids;
}

export async function idsWithKey(): Promise<ReadonlySet<string>> {
  const language = effectiveLanguage(useSettings.getState());
  const query = { ...emptyQuery, withKey: true, expired: 'mixed', includeAuthorities: true, language } as const;
  return new Set((await ipc('certificates.ids', { query })).ids.flat());
}

export function selectCertificate(sha256: string | null): void {
  useCertificates.setState({ selected: sha256 });
}
