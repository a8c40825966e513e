// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { CertificateQuery } from '../../shared/schemas/certificate-query.ts';
import type { CertificateSummary } from '../../shared/schemas/certificate.ts';
import { ipc, toAppError } from '../lib/ipc.ts';
import { effectiveLanguage, useSettings } from './settings-store.ts';

/** What the person asked for; the language on screen is added when main is asked. */
export type ListQuery = Omit<CertificateQuery, 'language'>;

type Page = CallOutput<'certificates.page'>;

/** The list on screen, all but its rows. */
export type CertificateList = NonNullable<Page['facets']> & {
  /** Whose answer this is. */
  readonly query: ListQuery;
  readonly revision: number;
  readonly order: number;
  readonly rowCount: number;
};

/** The rows that were asked for so far, by number of the page. */
type Pages = ReadonlyMap<number, readonly CertificateSummary[]>;

interface CertificatesState {
  readonly query: ListQuery;
  /** The answer on screen; stays while the next one is under way. */
  readonly list: CertificateList | null;
  /** The rows of `list`. Apart from it, so that scrolling is nobody's business but the table's. */
  readonly pages: Pages;
  readonly error: AppError | null;
  /** The one whose detail is shown. */
  readonly selected: string | null;
}

export const emptyQuery: ListQuery = {
  search: '',
  statuses: [],
  hasKey: null,
  chainState: null,
  tag: null,
  month: null,
  hideInactive: false,
  includeAuthorities: false,
  sort: { by: 'expiry', descending: false },
  group: 'none',
};

/**
 * Rows of one page, little more than a screen holds: whoever types waits for every row that comes along unseen. And how
 * many pages are kept: a vault of 100,000 is not copied into the window by scrolling.
 */
export const pageSize = 32;
const maxPages = 128;

/** Mirror of a stretch of main's list for the current query, plus what is selected. */
export const useCertificates = create<CertificatesState>()(() => ({
  query: emptyQuery,
  list: null,
  pages: new Map(),
  error: null,
  selected: null,
}));

export function rowAt(pages: Pages, index: number): CertificateSummary | undefined {
  return pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** The rows on screen, first and last. */
let shown = { first: 0, last: 0 };
let asking: Promise<void> | null = null;
let askAgain = false;

/** Asks main again. One question at a time: while it is answered, only the last of those that come is kept. */
export async function refreshCertificates(): Promise<void> {
  askAgain = true;
  asking ??= askUntilSettled().finally(() => (asking = null));
  await asking;
}

/** The state of a certificate may have changed since: the list is asked for anew, and otherwise left alone. */
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
  const { query } = useCertificates.getState();
  const firstPage = Math.floor(shown.first / pageSize);
  const lastPage = Math.min(Math.floor(shown.last / pageSize), firstPage + 3);
  try {
    const answer = await fetchPages(query, firstPage, lastPage - firstPage + 1, true);
    const { facets, rows, rowCount, revision, order } = answer;
    if (facets === null) return;
    const pages = intoPages(firstPage, rows);
    useCertificates.setState({ list: { ...facets, query, rowCount, revision, order }, pages, error: null });
    // The list has become shorter than where the window stood.
    if (rows.length === 0 && rowCount > 0) showRows(0, 0);
    else void loadMissing();
  } catch (error) {
    useCertificates.setState({ error: toAppError(error) });
  }
}

async function fetchPages(query: ListQuery, page: number, count: number, facets: boolean): Promise<Page> {
  const language = effectiveLanguage(useSettings.getState());
  const stretch = { offset: page * pageSize, limit: count * pageSize, facets };
  return ipc('certificates.page', { query: { ...query, language }, ...stretch });
}

function intoPages(firstPage: number, rows: readonly CertificateSummary[]): Map<number, readonly CertificateSummary[]> {
  const pages = new Map<number, readonly CertificateSummary[]>();
  for (let at = 0; at < rows.length; at += pageSize) {
    pages.set(firstPage + at / pageSize, rows.slice(at, at + pageSize));
  }
  return pages;
}

/** The table tells which rows are on screen; those that are not here yet are asked for. */
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
      // Another list came in the meantime: its own rows are asked for.
      if (now.list !== list) continue;
      // Time alone, too, moves rows: what expires, or becomes hidden, changes no revision.
      if (answer.revision !== list.revision || answer.order !== list.order) return void refreshCertificates();
      useCertificates.setState({ pages: withPage(now.pages, page, answer.rows) });
    }
  } catch (error) {
    useCertificates.setState({ error: toAppError(error) });
  } finally {
    loading = false;
  }
}

/** What is on screen first, then a page ahead or behind. */
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

function withPage(pages: Pages, page: number, rows: readonly CertificateSummary[]): Pages {
  const next = new Map(pages).set(page, rows);
  const [oldest] = next.keys();
  if (next.size > maxPages && oldest !== undefined) next.delete(oldest);
  return next;
}

/** Another list: it is shown from its top. */
export async function changeQuery(change: Partial<ListQuery>): Promise<void> {
  const { query } = useCertificates.getState();
  useCertificates.setState({ query: { ...query, ...change } });
  shown = { first: 0, last: 0 };
  await refreshCertificates();
}

/** The fingerprints of all rows of the list on screen, in its order. */
export async function allIds(): Promise<readonly string[]> {
  const { query } = useCertificates.getState();
  const language = effectiveLanguage(useSettings.getState());
  return (await ipc('certificates.ids', { query: { ...query, language } })).ids;
}

export function selectCertificate(sha256: string | null): void {
  useCertificates.setState({ selected: sha256 });
}
