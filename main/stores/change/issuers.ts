// SPDX-License-Identifier: Apache-2.0
import type { CertificatesService } from '../../certificates/certificates-service.ts';
import type { Vault } from '../../vault/vault.ts';

export interface IssuerCertificate {
  readonly sha256: string;
  readonly der: Uint8Array;
}

/** Nearest issuer first. Omits the root, since trusting it is the user's decision. */
export async function issuersOf(
  certificates: CertificatesService,
  vault: Vault,
  sha256: string,
): Promise<IssuerCertificate[]> {
  return (await certificates.storedIssuers(sha256)).flatMap((issuer) => {
    const row = vault.getRow(issuer);
    const der = vault.getDer(issuer);
    return !row || !der || row.selfIssued ? [] : [{ sha256: issuer, der }];
  });
}
