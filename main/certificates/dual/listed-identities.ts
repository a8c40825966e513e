// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import type { DualPair } from './dual-pairs.ts';
import { identitySummary } from './identity-summary.ts';

export interface ListedIdentity extends DualPair<number> {
  readonly summary: CertificateSummary;
}

interface ListedIdentities {
  /** Keyed by the row of the certificate whose expiry ends the identity. */
  readonly byRow: ReadonlyMap<number, ListedIdentity>;
  /** Returns the row of the certificate's pair, or `index` if it has no pair. */
  rowOf(index: number): number;
}

/** `rows` are sorted by expiry, soonest first. `pairs` are from `dualPairs`. */
export function listedIdentities(
  rows: readonly CertificateRow[],
  pairs: ReadonlyMap<string, DualPair<CertificateRow>>,
  summary: (index: number) => CertificateSummary,
): ListedIdentities {
  const byRow = new Map<number, ListedIdentity>();
  const rowOf = new Map<number, number>();
  if (pairs.size > 0) {
    const indexes = new Map(rows.map(({ sha256 }, index) => [sha256, index]));
    for (const pair of new Set(pairs.values())) {
      const signing = indexes.get(pair.signing.sha256);
      const encryption = indexes.get(pair.encryption.sha256);
      if (signing === undefined || encryption === undefined) continue;
      const both = identitySummary(summary(signing), summary(encryption));
      const [first, last] = [Math.min(signing, encryption), Math.max(signing, encryption)];
      const row = rows[first]?.notAfter === both.notAfter ? first : last;
      byRow.set(row, { signing, encryption, summary: both });
      rowOf.set(signing, row).set(encryption, row);
    }
  }
  return { byRow, rowOf: (index) => rowOf.get(index) ?? index };
}
