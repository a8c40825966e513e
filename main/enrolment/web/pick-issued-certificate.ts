// SPDX-License-Identifier: Apache-2.0
import type { WebEnrolmentRow } from '../../vault/store/rows/web-enrolment-rows.ts';
import type { Vault } from '../../vault/vault.ts';

export function pickIssuedCertificate(
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

/** For files in any folder. */
export function exactRenewals(
  vault: Pick<Vault, 'getRow'>,
  { renews }: Pick<WebEnrolmentRow, 'renews'>,
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

/** For files in the enrolment's own folder. A replacement often doesn't end later. */
export function renewalCandidates(
  vault: Pick<Vault, 'getRow'>,
  { purpose, renews }: Pick<WebEnrolmentRow, 'purpose' | 'renews'>,
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
