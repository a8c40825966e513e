// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../../../shared/domain/certificates/certificate-status.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import { keyUsageBits } from '../../x509/path/path-extensions.ts';

export interface DualPair<Row> {
  readonly signing: Row;
  readonly encryption: Row;
}

type Row = Pick<
  CertificateRow,
  | 'sha256'
  | 'subjectHash'
  | 'issuerHash'
  | 'authorityKeyId'
  | 'spkiSha256'
  | 'keyUsage'
  | 'algorithm'
  | 'isCa'
  | 'notBefore'
  | 'notAfter'
>;

type DualRole = keyof DualPair<unknown>;

/** The encryption certificate may be issued later. */
const maxStartsApart = 7 * dayMs;
const maxEndsApart = 31 * dayMs;

/** Returns null unless this is an SM2 end-entity certificate for either signing or encryption, but not both. */
export function dualRole({ algorithm, isCa, keyUsage }: Pick<Row, 'algorithm' | 'isCa' | 'keyUsage'>): DualRole | null {
  if (algorithm !== 'sm2' || isCa || keyUsage === null) return null;
  const signs = (keyUsage & signingUsages) !== 0;
  const encrypts = (keyUsage & encryptionUsages) !== 0;
  if (signs === encrypts) return null;
  return signs ? 'signing' : 'encryption';
}

const signingUsages = keyUsageBits.digitalSignature | keyUsageBits.nonRepudiation;
const encryptionUsages = keyUsageBits.keyEncipherment | keyUsageBits.dataEncipherment | keyUsageBits.keyAgreement;

/**
 * Keyed by either SHA-256. A pair has the same subject, issuer and issuer key, but different keys. The two start at
 * most a week apart and end at most a month apart. Ambiguous certificates stay single.
 */
export function dualPairs<R extends Row>(rows: readonly R[]): ReadonlyMap<string, DualPair<R>> {
  const found = new Map<string, DualPair<R>>();
  const bySubject = Map.groupBy(
    rows.filter((row) => dualRole(row) !== null),
    ({ subjectHash, issuerHash, authorityKeyId }) => `${subjectHash} ${issuerHash} ${authorityKeyId ?? ''}`,
  );
  for (const group of bySubject.values()) {
    if (group.length < 2) continue;
    const signing = byStart(group, 'signing');
    const encryption = byStart(group, 'encryption');
    for (const one of signing) {
      const other = nearest(encryption, one.start);
      if (other === null || nearest(signing, other.start) !== one || !fit(one.row, other.row)) continue;
      const pair = { signing: one.row, encryption: other.row };
      found.set(one.row.sha256, pair).set(other.row.sha256, pair);
    }
  }
  return found;
}

/** Adds the encryption certificates of renewed pairs. `renewals` maps old to new SHA-256. */
export function renewedTogether(
  renewals: ReadonlyMap<string, string>,
  pairs: ReadonlyMap<string, DualPair<{ readonly sha256: string }>>,
): ReadonlyMap<string, string> {
  if (pairs.size === 0) return renewals;
  const all = new Map(renewals);
  for (const [old, fresh] of renewals) {
    const [before, after] = [pairs.get(old), pairs.get(fresh)];
    if (before?.signing.sha256 !== old || after?.signing.sha256 !== fresh) continue;
    if (!all.has(before.encryption.sha256)) all.set(before.encryption.sha256, after.encryption.sha256);
  }
  return all;
}

interface Started<R> {
  readonly row: R;
  readonly start: number;
}

function byStart<R extends Row>(group: readonly R[], role: DualRole): readonly Started<R>[] {
  return group
    .filter((row) => dualRole(row) === role)
    .map((row) => ({ row, start: Date.parse(row.notBefore) }))
    .toSorted((a, b) => a.start - b.start);
}

function nearest<R>(sorted: readonly Started<R>[], start: number): Started<R> | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const around = sorted.slice(Math.max(0, low - 2), low + 2);
  const apart = (each: Started<R>): number => Math.abs(each.start - start);
  const least = Math.min(...around.map(apart));
  const [first, second] = around.filter((each) => apart(each) === least);
  return first === undefined || second !== undefined ? null : first;
}

function fit(one: Row, other: Row): boolean {
  const apart = (end: 'notBefore' | 'notAfter'): number => Math.abs(Date.parse(one[end]) - Date.parse(other[end]));
  return (
    one.spkiSha256 !== other.spkiSha256 && apart('notBefore') <= maxStartsApart && apart('notAfter') <= maxEndsApart
  );
}
