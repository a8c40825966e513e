// SPDX-License-Identifier: Apache-2.0
import type { VisitRow } from '../../vault/store/rows/visit-rows.ts';
import type { Vault } from '../../vault/vault.ts';

/**
 * Of the certificates of a file the one that was waited for: no authority's; with its key before without; of the same use
 * as the one that it takes the place of (banks send a signing and an encryption certificate in one file), then the one that
 * begins last. Null when only authorities came, or nothing but the old one once more.
 */
export function certificateThatCame(
  vault: Pick<Vault, 'getRow'>,
  sha256s: readonly string[],
  renews: string | null,
): string | null {
  const old = renews === null ? null : vault.getRow(renews);
  const [best] = sha256s
    .flatMap((sha256) => vault.getRow(sha256) ?? [])
    .filter(({ isCa, sha256 }) => !isCa && sha256 !== renews)
    .toSorted(
      (a, b) =>
        Number(b.hasPrivateKey) - Number(a.hasPrivateKey) ||
        Number(b.keyUsage === old?.keyUsage) - Number(a.keyUsage === old?.keyUsage) ||
        (a.notBefore < b.notBefore ? 1 : -1),
    );
  return best?.sha256 ?? null;
}

/**
 * Of the certificates of a file those that renew the one of this visit, wherever the file lay: the same holder, issuer and
 * use, and they begin and end later. Of two renewals that wait at once the names tell which one it is; the folder alone does
 * not.
 */
export function thoseThatRenew(
  vault: Pick<Vault, 'getRow'>,
  { renews }: Pick<VisitRow, 'renews'>,
  sha256s: readonly string[],
): readonly string[] {
  const old = renews === null ? null : vault.getRow(renews);
  if (old === null) return [];
  return sha256s.filter((sha256) => {
    const row = vault.getRow(sha256);
    if (row === null || row.isCa) return false;
    const isSame = (['subjectHash', 'issuerHash', 'keyUsage'] as const).every((field) => row[field] === old[field]);
    return isSame && row.notBefore > old.notBefore && row.notAfter > old.notAfter;
  });
}

/**
 * Of the certificates of a file that lies where this visit waits those that could take the place of its own: under another
 * name of the same issuer, or for the same holder of another one; they begin later, and a renewal ends later (what replaces
 * a lost one often ends with it).
 */
export function thoseThatMayRenew(
  vault: Pick<Vault, 'getRow'>,
  { purpose, renews }: Pick<VisitRow, 'purpose' | 'renews'>,
  sha256s: readonly string[],
): readonly string[] {
  const old = renews === null ? null : vault.getRow(renews);
  if (old === null) return [];
  return sha256s.filter((sha256) => {
    const row = vault.getRow(sha256);
    if (row === null || row.isCa) return false;
    const isNear = row.subjectHash === old.subjectHash || row.issuerHash === old.issuerHash;
    return isNear && row.notBefore > old.notBefore && (purpose === 'replace' || row.notAfter > old.notAfter);
  });
}
