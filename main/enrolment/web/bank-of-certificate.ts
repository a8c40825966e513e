// SPDX-License-Identifier: Apache-2.0
import { bankOf } from '../../../shared/domain/certificates/bank-of.ts';
import type { Vault } from '../../vault/vault.ts';

export interface NamedHost {
  readonly name: string;
  readonly host: string;
}

type Parts = Pick<Vault, 'getRow' | 'webEnrolments'>;

/**
 * Returns a lookup by SHA-256. The bank comes from the certificate's web enrolment, the user's entry, or another
 * certificate of the same bank.
 */
export function bankFinder(vault: Parts | null): (sha256: string) => NamedHost | null {
  if (vault === null) return () => null;
  let byBank: Map<string, NamedHost> | null = null;
  return (sha256) => {
    const own = vault.webEnrolments.ofCertificate(sha256);
    if (own !== null) return { name: own.profileName, host: own.profileHost };
    const row = vault.getRow(sha256);
    const bank = row === null || row.isCa ? null : bankOf(row.subject, row.issuer);
    if (bank === null) return null;
    byBank ??= namedBanks(vault);
    return byBank.get(bank) ?? null;
  };
}

function namedBanks({ webEnrolments }: Parts): Map<string, NamedHost> {
  const found = new Map<string, NamedHost>();
  for (const { subject, issuer, name, host } of webEnrolments.banks()) {
    const bank = bankOf(subject, issuer);
    if (bank !== null && !found.has(bank)) found.set(bank, { name, host });
  }
  return found;
}
