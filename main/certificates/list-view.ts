// SPDX-License-Identifier: Apache-2.0
import { certificateStatuses } from '../../shared/domain/certificates/certificate-states.ts';
import { statusOf } from '../../shared/domain/certificates/certificate-status.ts';
import { hasDeadline } from '../../shared/domain/certificates/has-deadline.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { ListPlace, ListRow } from '../../shared/schemas/certificates/list-row.ts';
import type { ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateStatus, CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { foldForSearch } from '../vault/records/search-text.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { VaultChains } from './chain-view.ts';
import { countFilters, filterBits } from './list-filters.ts';
import { type HeldElsewhere, nothingHeld, placesOf, rowsElsewhere } from './held-elsewhere.ts';
import { summaryOf } from './summary-of.ts';

/** Valid until the vault or a status changes; certificates are indexes. */
export interface ListView {
  readonly revision: number;
  /** Soonest expiry first. */
  readonly rows: readonly CertificateRow[];
  readonly statuses: readonly CertificateStatus[];
  /** See `filterBits`. */
  readonly filterBits: readonly number[];
  readonly authority: readonly boolean[];
  readonly counts: Readonly<Record<CertificateStatus, number>>;
  readonly filters: Readonly<Record<ListFilter, number>>;
  readonly authorities: number;
  /** Alphabetical. */
  tags(language: Language): readonly string[];
  summary(index: number): CertificateSummary;
  listRow(index: number): ListRow;
  /** The vault first. */
  places(index: number): ListPlace[];
  isInVault(index: number): boolean;
  readonly ownIndexes: readonly number[];
  /** Search texts of the others, by index. */
  readonly foldedElsewhere: ReadonlyMap<number, string>;
  /** Not a CA, with a relevant end (R01). */
  hasDeadline(index: number): boolean;
  indexOf(sha256: string): number | undefined;
  /** Alphabetical rank; equal names share one. */
  ranks(of: 'name' | 'issuer', language: Language): Int32Array;
}

export function createListView(
  chains: Omit<VaultChains, 'statusIntervalAt'>,
  now: Date,
  held: HeldElsewhere = nothingHeld,
): ListView {
  const { revision } = chains;
  const { rows, inVault } = allRows(chains.rows, held);
  const isInVault = (index: number): boolean => inVault === null || inVault.has((rows[index] as CertificateRow).sha256);
  const bits: number[] = [];
  const statuses = rows.map((row) => {
    const facts = chains.factsOf(row, now);
    const status = statusOf({ ...row, revoked: facts.revoked, superseded: facts.supersededBy !== null }, now);
    bits.push(filterBits({ row, status, facts }));
    return status;
  });
  const authority = rows.map((row) => isAuthority(row));
  const counts = Object.fromEntries(certificateStatuses.map((each) => [each, 0])) as Record<CertificateStatus, number>;
  for (const [index, status] of statuses.entries()) {
    if (authority[index] === false && isInVault(index)) counts[status] += 1;
  }
  const summary = (index: number): CertificateSummary => {
    const row = rows[index] as CertificateRow;
    return summaryOf(row, chains.factsOf(row, now), now);
  };
  const places = (index: number): ListPlace[] => {
    const row = rows[index] as CertificateRow;
    return placesOf(row, isInVault(index), held.get(row.sha256));
  };
  let indexes: ReadonlyMap<string, number> | null = null;
  const ranked = new Map<string, Int32Array>();
  const tagsOf = new Map<Language, readonly string[]>();
  return {
    revision,
    rows,
    statuses,
    filterBits: bits,
    authority,
    counts,
    filters: countFilters(bits.filter((_bits, index) => authority[index] === false)),
    authorities: authority.filter(Boolean).length,
    tags(language) {
      const known = tagsOf.get(language) ?? tagsInUse(rows, language);
      tagsOf.set(language, known);
      return known;
    },
    summary,
    isInVault,
    ownIndexes: [...rows.keys()].filter(isInVault),
    foldedElsewhere: new Map(
      [...rows.entries()].flatMap(([index, { sha256 }]) =>
        isInVault(index) ? [] : [[index, foldForSearch(`${held.get(sha256)?.fields.searchText ?? ''}\n${sha256}`)]],
      ),
    ),
    listRow(index) {
      const own = isInVault(index);
      // Reminders of its own it has none.
      const shown = own ? summary(index) : { ...summary(index), watched: false };
      return { ...shown, inVault: own, where: places(index) };
    },
    places,
    hasDeadline(index) {
      const status = statuses[index] as CertificateStatus;
      return authority[index] === false && hasDeadline({ status, loss: chains.lossOf(rows[index] as CertificateRow) });
    },
    indexOf(sha256) {
      indexes ??= new Map(rows.map((row, index) => [row.sha256, index]));
      return indexes.get(sha256);
    },
    ranks(of, language) {
      const key = `${of} ${language}`;
      const known = ranked.get(key) ?? alphabetRanks(rows.map(of === 'name' ? shownName : issuerName), language);
      ranked.set(key, known);
      return known;
    },
  };
}

/** Soonest expiry first. `inVault` null: all of them. */
function allRows(
  own: readonly CertificateRow[],
  held: HeldElsewhere,
): { readonly rows: readonly CertificateRow[]; readonly inVault: ReadonlySet<string> | null } {
  if (held.size === 0) return { rows: own, inVault: null };
  const inVault = new Set(own.map(({ sha256 }) => sha256));
  const others = rowsElsewhere(held, inVault);
  if (others.length === 0) return { rows: own, inVault: null };
  return { rows: [...own, ...others].toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : 1)), inVault };
}

export const shownName = (row: CertificateRow): string => row.label ?? row.displayName;
const issuerName = (row: CertificateRow): string => row.issuerName;

const collations: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN-u-co-pinyin', en: 'en' };
const collators = new Map<Language, Intl.Collator>();

/** Made when needed: ICU reads 3 MiB for one. */
function collatorOf(language: Language): Intl.Collator {
  const known = collators.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Collator(collations[language], { numeric: true });
  collators.set(language, made);
  return made;
}

export function compareText(a: string, b: string, language: Language): number {
  return collatorOf(language).compare(a, b);
}

function tagsInUse(rows: readonly CertificateRow[], language: Language): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.tags))].toSorted(collatorOf(language).compare);
}

function alphabetRanks(texts: readonly string[], language: Language): Int32Array {
  const { compare } = collatorOf(language);
  const sorted = [...new Set(texts)].toSorted(compare);
  const rankOf = new Map(sorted.map((text, rank) => [text, rank]));
  return Int32Array.from(texts, (text) => rankOf.get(text) ?? 0);
}

/** `openssl req -x509` sets CA:TRUE: with a key, show it. */
function isAuthority(certificate: { readonly isCa: boolean; readonly hasPrivateKey: boolean }): boolean {
  return certificate.isCa && !certificate.hasPrivateKey;
}
