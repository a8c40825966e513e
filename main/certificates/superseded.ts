// SPDX-License-Identifier: Apache-2.0
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';

type Row = Pick<
  CertificateRow,
  'sha256' | 'subjectHash' | 'issuerHash' | 'keyUsage' | 'isCa' | 'notBefore' | 'notAfter' | 'hasPrivateKey'
> & { readonly replacedBy?: string | null };

/**
 * Maps each certificate's SHA-256 to its successor's. Both have the same holder, issuer and usage. The successor has
 * later dates, is valid now, and has a private key if the old one does. CAs are excluded. `renewals` (old to new) and
 * `replacedBy` also apply if the names changed. If `replacedBy` is empty, only `renewals` apply.
 */
export function supersededBy(
  rows: readonly Row[],
  now: Date,
  renewals: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  // Use whole seconds: as text, `…20.5Z` sorts before `…20Z`.
  const at = `${now.toISOString().slice(0, 19)}Z`;
  const result = new Map<string, string>();
  for (const group of rivals(rows)) {
    // Newest first, to find the current successor and not an intermediate one.
    const candidates = group
      .filter((row) => row.notBefore <= at && row.notAfter >= at)
      .toSorted((a, b) => compare(b.notBefore, a.notBefore) || compare(b.notAfter, a.notAfter));
    const any = longerLived(candidates);
    const withKey = longerLived(candidates.filter(({ hasPrivateKey }) => hasPrivateKey));
    for (const old of group) {
      if (old.replacedBy === '') continue;
      const successor = firstBeyond(old.hasPrivateKey ? withKey : any, old.notAfter);
      if (successor !== undefined && successor.notBefore > old.notBefore) result.set(old.sha256, successor.sha256);
    }
  }
  const said = rows.flatMap(({ sha256, replacedBy }) => (replacedBy ? [[sha256, replacedBy] as const] : []));
  addRenewals(result, rows, at, new Map([...renewals, ...said]));
  return result;
}

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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Keeps certificates that outlive every newer one, for a binary search. */
function longerLived(newestFirst: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of newestFirst) if (row.notAfter > (kept.at(-1)?.notAfter ?? '')) kept.push(row);
  return kept;
}

function firstBeyond(rising: readonly Row[], notAfter: string): Row | undefined {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle]?.notAfter ?? '') <= notAfter) low = middle + 1;
    else high = middle;
  }
  return rising[low];
}
