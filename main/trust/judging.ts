// SPDX-License-Identifier: Apache-2.0
import { createHash, hash } from 'node:crypto';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { AnchorRow } from '../vault/store/rows/anchor-rows.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { indexIssuers } from '../x509/certificate/chain.ts';
import { issuersAbove } from '../x509/certificate/issuers-above.ts';

export interface Judging {
  readonly rows: readonly CertificateRow[];
  readonly anchors: readonly Uint8Array[];
  /** SHA-256 of confirmed anchors, trusted or not. */
  readonly confirmed: readonly string[];
  /** The runtime's untrusted roots, DER. */
  readonly roots: readonly Uint8Array[];
  /** SHA-256 of stored certificates that may be in the paths of `rows`. */
  authoritiesOf(rows: readonly CertificateRow[]): string[];
  /** True for stored certificates and runtime roots. */
  isListed(sha256: string): boolean;
  /** Digest of everything a verdict depends on, except the certificate and the time. */
  basisOf(row: CertificateRow): string;
}

const maxAbove = 500;

interface Above {
  readonly ids: readonly string[];
  readonly basis: string;
}

export function createJudging(parts: {
  readonly rows: readonly CertificateRow[];
  readonly own: readonly AnchorRow[];
  readonly confirmed: readonly string[];
  readonly system: readonly Uint8Array[];
  readonly roots: readonly SystemRoot[];
}): Judging {
  const { rows, own, system } = parts;
  const trusted = [...own.map(({ sha256 }) => sha256), ...system.map((der) => hash('sha256', der, 'hex'))];
  const isTrusted = new Set(trusted);
  const listed = new Set([...rows, ...parts.roots].map(({ sha256 }) => sha256));
  const roots = parts.roots.filter(({ sha256 }) => !isTrusted.has(sha256));
  const around = digestOf([...trusted, '', ...roots.map(({ sha256 }) => sha256)]);
  // Include certificates that aren't CAs, to detect what they issued.
  const index = indexIssuers(rows);
  const known = new Map<string, Above>();

  function above(row: CertificateRow): Above {
    const key = `${row.issuerHash} ${row.authorityKeyId} ${row.issuer}`;
    const found = known.get(key) ?? searchAbove(row);
    known.set(key, found);
    return found;
  }

  function searchAbove(row: CertificateRow): Above {
    const ids = issuersAbove(row, index, maxAbove);
    return { ids, basis: digestOf([around, ...ids]) };
  }

  return {
    rows,
    anchors: [...own.map(({ der }) => der), ...system],
    confirmed: parts.confirmed,
    roots: roots.map(({ der }) => der),
    authoritiesOf: (asked) => [...new Set(asked.flatMap((row) => above(row).ids))],
    isListed: (sha256) => listed.has(sha256),
    basisOf: (row) => above(row).basis,
  };
}

function digestOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.toSorted().join(' ')).digest('hex').slice(0, 32);
}
