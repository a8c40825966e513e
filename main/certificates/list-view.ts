// SPDX-License-Identifier: Apache-2.0
import { lacksKey, pairRole } from '../../shared/domain/certificates/identity-pair.ts';
import { hasDeadline } from '../../shared/domain/certificates/has-deadline.ts';
import { needsReplacement } from '../../shared/domain/certificates/needs-replacement.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { ListPlace, ListRow } from '../../shared/schemas/certificates/list-row.ts';
import type { CertificateQuery, ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { Loss } from '../../shared/schemas/certificates/loss.ts';
import type { CertificateStatus, CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { searchedText } from '../vault/records/search-text.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { buildChain, indexIssuers } from '../x509/certificate/chain.ts';
import type { VaultChains } from './chain-view.ts';
import { type ListedIdentity, listedIdentities } from './dual/listed-identities.ts';
import { countFilters, countWithoutExpired, filterBits } from './list-filters.ts';
import { type HeldElsewhere, nothingHeld, placesOf, rowsElsewhere } from './held-elsewhere.ts';
import { statusIn, summaryOf, type VaultFacts } from './summary-of.ts';

/** Valid until the vault, a store or a status changes. Indexes refer to `rows`. */
export interface ListView {
  readonly revision: number;
  readonly rows: readonly CertificateRow[];
  readonly identities: ReadonlyMap<number, ListedIdentity>;
  rowOf(index: number): number;
  readonly statuses: readonly CertificateStatus[];
  readonly filterBits: readonly number[];
  readonly authority: readonly boolean[];
  filters(query: Pick<CertificateQuery, 'expiringDays' | 'expired'>): Readonly<Record<ListFilter, number>>;
  readonly authorities: number;
  readonly listed: readonly number[];
  tags(language: Language): readonly string[];
  summary(index: number): CertificateSummary;
  /** `isPart` means one of the two certificates of an expanded identity. */
  listRow(index: number, isPart: boolean): ListRow;
  name(index: number): string;
  tagsOf(index: number): readonly string[];
  places(index: number): ListPlace[];
  isInVault(index: number): boolean;
  readonly ownIndexes: readonly number[];
  /** Search texts of certificates that are not in the vault, by index. */
  readonly foldedElsewhere: ReadonlyMap<number, string>;
  /** False for keyless CAs, for the second certificate of an identity, and if the expiry no longer matters. */
  hasDeadline(index: number): boolean;
  needsReplacement(index: number): boolean;
  isReplaced(index: number): boolean;
  loss(index: number): Loss | null;
  /** Looks only in the vault. One key is enough for an identity. */
  holdsKey(index: number): boolean;
  indexOf(sha256: string): number | undefined;
  /** Of equal dates, `expiry` puts the first name first. */
  ranks(of: 'name' | 'issuer' | 'expiry', language: Language): Int32Array;
}

export function createListView(
  chains: Omit<VaultChains, 'statusIntervalAt'>,
  now: Date,
  held: HeldElsewhere = nothingHeld,
): ListView {
  const { revision } = chains;
  const { rows, inVault } = allRows(chains.rows, held);
  const isInVault = (index: number): boolean => inVault === null || inVault.has((rows[index] as CertificateRow).sha256);
  const heldIssuers = indexIssuers(Array.from(held.values(), ({ fields }) => fields));
  /** The CAs of a certificate outside the vault may be outside it too. */
  const factsOf = (row: CertificateRow): VaultFacts => {
    const facts = chains.factsOf(row, now);
    if (facts.chainState !== 'incomplete' || inVault?.has(row.sha256) !== false) return facts;
    const { certificates } = buildChain(row, heldIssuers);
    return certificates.some((each) => chains.chainOf(each).complete) ? { ...facts, chainState: 'complete' } : facts;
  };
  const bits: number[] = [];
  const replaced: boolean[] = [];
  const statuses = rows.map((row) => {
    const facts = factsOf(row);
    const status = statusIn(row, facts, now);
    const isLost = needsReplacement({ loss: facts.loss, hasPrivateKey: row.hasPrivateKey });
    bits.push(filterBits({ row, status, facts, isLost }, now));
    replaced.push(facts.supersededBy !== null);
    return status;
  });
  const summary = (index: number): CertificateSummary => {
    const row = rows[index] as CertificateRow;
    return summaryOf(row, factsOf(row), now);
  };
  const { byRow: identities, rowOf } = listedIdentities(rows, chains.pairs, summary);
  for (const [index, { summary: both }] of identities) {
    statuses[index] = both.status;
    bits[index] = identityBits(both, now);
    replaced[index] = both.supersededBy !== null;
  }
  const authority = rows.map((row) => isAuthority(row));
  const isListed = (index: number): boolean => authority[index] === false && rowOf(index) === index;
  const listed = [...rows.keys()].filter(isListed);
  const ownPlaces = (index: number): ListPlace[] => {
    const row = rows[index] as CertificateRow;
    return placesOf(row, isInVault(index), held.get(row.sha256));
  };
  const places = (index: number): ListPlace[] => {
    const identity = identities.get(index);
    if (identity === undefined) return ownPlaces(index);
    const all = [...ownPlaces(identity.signing), ...ownPlaces(identity.encryption)];
    return [...new Map(all.map((place) => [`${place.kind}:${place.name}`, place])).values()];
  };
  const lossAt = (index: number): Loss | null => {
    const both = identities.get(index)?.summary;
    return both === undefined ? chains.lossOf(rows[index] as CertificateRow) : both.loss;
  };
  const name = (index: number): string =>
    identities.get(index)?.summary.displayName ?? shownName(rows[index] as CertificateRow);
  const tagsAt = (index: number): readonly string[] =>
    identities.get(index)?.summary.tags ?? (rows[index] as CertificateRow).tags;
  let indexes: ReadonlyMap<string, number> | null = null;
  const ranked = new Map<string, Int32Array>();
  const tagsOf = new Map<Language, readonly string[]>();
  const filtersFor = new Map<string, Record<ListFilter, number>>();
  return {
    revision,
    rows,
    identities,
    rowOf,
    statuses,
    filterBits: bits,
    authority,
    filters({ expiringDays: days, expired }) {
      const isHidden = expired === 'hidden';
      const key = `${days} ${isHidden}`;
      let known = filtersFor.get(key);
      if (known === undefined) {
        const counted = listed.map((index) => bits[index] as number);
        known = (isHidden ? countWithoutExpired : countFilters)(counted, days);
        filtersFor.set(key, known);
      }
      return known;
    },
    listed,
    authorities: authority.filter(Boolean).length,
    tags(language) {
      const known = tagsOf.get(language) ?? tagsInUse(rows, language);
      tagsOf.set(language, known);
      return known;
    },
    summary,
    name,
    tagsOf: tagsAt,
    isInVault,
    ownIndexes: [...rows.keys()].filter(isInVault),
    foldedElsewhere: new Map(
      [...rows.entries()].flatMap(([index, row]) =>
        isInVault(index) ? [] : [[index, searchedText([held.get(row.sha256)?.fields.searchText], row)]],
      ),
    ),
    listRow(index, isPart) {
      const own = isInVault(index);
      if (isPart) {
        const alone = summary(index);
        return { ...alone, inVault: own, where: ownPlaces(index), part: pairRole(alone) };
      }
      const known = identities.get(index)?.summary ?? summary(index);
      // A certificate outside the vault has no reminders.
      const shown = own ? known : { ...known, watched: false };
      return { ...shown, inVault: own, where: places(index), part: null };
    },
    places,
    hasDeadline(index) {
      const status = statuses[index] as CertificateStatus;
      return isListed(index) && hasDeadline({ status, loss: lossAt(index) });
    },
    needsReplacement(index) {
      const { hasPrivateKey } = identities.get(index)?.summary ?? (rows[index] as CertificateRow);
      return needsReplacement({ loss: lossAt(index), hasPrivateKey });
    },
    isReplaced: (index) => replaced[index] === true,
    loss: lossAt,
    holdsKey(index) {
      const both = identities.get(index)?.summary;
      return both === undefined ? rows[index]?.hasPrivateKey === true : both.backup !== null;
    },
    indexOf(sha256) {
      indexes ??= new Map(rows.map((row, index) => [row.sha256, index]));
      return indexes.get(sha256);
    },
    ranks(of, language) {
      const key = `${of} ${language}`;
      const texts = (): string[] => (of === 'name' ? rows.map((_row, index) => name(index)) : rows.map(issuerName));
      const made = () => (of === 'expiry' ? expiryRanks(rows, name, language) : alphabetRanks(texts(), language));
      const known = ranked.get(key) ?? made();
      ranked.set(key, known);
      return known;
    },
  };
}

/** Sorted by expiry, soonest first. If `inVault` is null, all rows are in the vault. */
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

function identityBits(both: CertificateSummary, now: Date): number {
  const { watched, notAfter } = both;
  const row = { isCa: false, hasPrivateKey: !lacksKey(both), keyOnToken: null, watched, notAfter };
  return filterBits({ row, status: both.status, facts: both, isLost: needsReplacement(both) }, now);
}

const shownName = (row: CertificateRow): string => row.label ?? row.displayName;
const issuerName = (row: CertificateRow): string => row.issuerName;

const collations: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN-u-co-pinyin', en: 'en' };
const collators = new Map<Language, Intl.Collator>();

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

/** `rows` are sorted by expiry, so only those with equal dates move. */
function expiryRanks(rows: readonly CertificateRow[], name: (index: number) => string, language: Language): Int32Array {
  const { compare } = collatorOf(language);
  const order = [...rows.keys()].toSorted((a, b) => {
    const [one, other] = [rows[a] as CertificateRow, rows[b] as CertificateRow];
    if (one.notAfter !== other.notAfter) return a - b;
    return compare(name(a), name(b)) || (one.sha256 < other.sha256 ? -1 : 1);
  });
  const result = new Int32Array(rows.length);
  for (const [rank, index] of order.entries()) result[index] = rank;
  return result;
}

function alphabetRanks(texts: readonly string[], language: Language): Int32Array {
  const { compare } = collatorOf(language);
  const sorted = [...new Set(texts)].toSorted(compare);
  const rankOf = new Map(sorted.map((text, rank) => [text, rank]));
  return Int32Array.from(texts, (text) => rankOf.get(text) ?? 0);
}

/** `openssl req -x509` sets CA:TRUE, so a CA certificate with a key counts as the user's own. */
function isAuthority(certificate: { readonly isCa: boolean; readonly hasPrivateKey: boolean }): boolean {
  return certificate.isCa && !certificate.hasPrivateKey;
}
