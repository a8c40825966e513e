// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';

type KeyCertificate = Pick<CertificateSummary, 'sha256' | 'displayName' | 'notBefore' | 'notAfter' | 'isCa'> & {
  readonly inVault: boolean;
};

/** `unseen`: neither certificate is visible, for example before unlocking. */
export type KeyCheck =
  | { readonly state: 'newer'; readonly notAfter: string; readonly inVault: boolean }
  | { readonly state: 'old' | 'unseen' | 'away' | 'reading' };

/** Tolerance, because an SM2 pair's expiries may differ by seconds. */
const dayMs = 86_400_000;

export function checkKey(
  old: Pick<CertificateSummary, 'sha256' | 'displayName' | 'notAfter'>,
  onKey: readonly KeyCertificate[],
): KeyCheck {
  const own = onKey.filter(({ isCa }) => !isCa);
  const until = Date.parse(old.notAfter);
  const [newest] = own
    .filter(
      ({ displayName, notAfter }) => isSameName(displayName, old.displayName) && Date.parse(notAfter) > until + dayMs,
    )
    .toSorted((a, b) => Date.parse(b.notAfter) - Date.parse(a.notAfter));
  if (newest !== undefined) return { state: 'newer', notAfter: newest.notAfter, inVault: newest.inVault };
  return { state: own.some(({ sha256 }) => sha256 === old.sha256) ? 'old' : 'unseen' };
}

/** Identity numbers may be masked. */
function isSameName(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  return Array.from({ length: one.length }, (_, at) => [one[at], other[at]]).every(
    ([a, b]) => a === b || a === '*' || b === '*',
  );
}
