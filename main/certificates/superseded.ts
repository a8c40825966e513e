// SPDX-License-Identifier: Apache-2.0
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';

type Row = Pick<
  CertificateRow,
  'sha256' | 'subjectHash' | 'issuerHash' | 'keyUsage' | 'isCa' | 'notBefore' | 'notAfter' | 'hasPrivateKey'
>;

/**
 * Which certificate took the place of which: the same holder, issuer and use (banks issue a signing and an encryption
 * certificate side by side), begins later, ends later, is valid now, and gives no private key away. Authorities are
 * left out: cross-certificates of one name stand side by side. `renewals`, old to new: what a person renewed counts under
 * the same conditions when the authority wrote its names, or its own, otherwise.
 */
export function supersededBy(
  rows: readonly Row[],
  now: Date,
  renewals: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  // Whole seconds, as certificates have them: as text, `…20.5Z` would come before `…20Z`.
  const at = `${now.toISOString().slice(0, 19)}Z`;
  const result = new Map<string, string>();
  for (const group of rivals(rows)) {
    // Newest first: the successor named is the one in use today, not a step between.
    const candidates = group
      .filter((row) => row.notBefore <= at && row.notAfter >= at)
      .toSorted((a, b) => compare(b.notBefore, a.notBefore) || compare(b.notAfter, a.notAfter));
    const any = longerLived(candidates);
    const withKey = longerLived(candidates.filter(({ hasPrivateKey }) => hasPrivateKey));
    for (const old of group) {
      const successor = firstBeyond(old.hasPrivateKey ? withKey : any, old.notAfter);
      if (successor !== undefined && successor.notBefore > old.notBefore) result.set(old.sha256, successor.sha256);
    }
  }
  addRenewals(result, rows, at, renewals);
  return result;
}

/** Where the names tell nothing. A chain of renewals leads to the last one that is in use today. */
function addRenewals(
  result: Map<string, string>,
  rows: readonly Row[],
  at: string,
  renewals: ReadonlyMap<string, string>,
): void {
  if (renewals.size === 0) return;
  const bySha256 = new Map(rows.map((row) => [row.sha256, row]));
  for (const old of rows) {
    if (old.isCa || result.has(old.sha256)) continue;
    const seen = new Set([old.sha256]);
    for (let next = renewals.get(old.sha256); next !== undefined && !seen.has(next); next = renewals.get(next)) {
      seen.add(next);
      const row = bySha256.get(next);
      if (row !== undefined && replaces(row, old, at)) result.set(old.sha256, next);
    }
  }
}

function replaces(row: Row, old: Row, at: string): boolean {
  const inUse = row.notBefore <= at && row.notAfter >= at && !row.isCa;
  const keepsKey = row.hasPrivateKey || !old.hasPrivateKey;
  return inUse && keepsKey && row.notBefore > old.notBefore && row.notAfter > old.notAfter;
}

/** Those of the same holder, issuer and use. Most holders have one certificate only: of those nothing more is looked at. */
function* rivals(rows: readonly Row[]): Generator<readonly Row[]> {
  const ofHolders = groupBy(
    rows.filter(({ isCa }) => !isCa),
    (row) => row.subjectHash,
  );
  for (const ofHolder of ofHolders) {
    if (ofHolder.length > 1) yield* groupBy(ofHolder, (row) => `${row.issuerHash} ${row.keyUsage}`);
  }
}

function groupBy(rows: readonly Row[], key: (row: Row) => string): Iterable<readonly Row[]> {
  return Map.groupBy(rows, key).values();
}

/** ISO 8601 UTC of one form: as text as in time. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of a list, newest first, those that outlive every newer one: what comes first is found in steps, not in a walk. */
function longerLived(newestFirst: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of newestFirst) if (row.notAfter > (kept.at(-1)?.notAfter ?? '')) kept.push(row);
  return kept;
}

/** The first that ends after `notAfter`. All that come later in the list began earlier. */
function firstBeyond(rising: readonly Row[], notAfter: string): Row | undefined {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle]?.notAfter ?? '') <= notAfter) low = middle + 1;
    else high = middle;
  }
  return rising[low];
}
