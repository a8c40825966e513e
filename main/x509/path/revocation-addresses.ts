// SPDX-License-Identifier: Apache-2.0
import { writeCertId } from '../ocsp/cert-id.ts';
import type { DistributionPoint } from './distribution-point.ts';
import { workingKeys } from './judge-path.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathCrl } from './path-crl.ts';

/** Where a certificate says that word of it is to be had. Addresses as they stand there: whoever made it wrote them. */
export interface RevocationAddresses {
  /** SHA-256, lower-case hex. */
  readonly certificate: string;
  /** What a person calls it, identity numbers masked. */
  readonly name: string;
  /** DER (`writeCertId`); null: who issued it is not known. */
  readonly certId: Uint8Array | null;
  readonly ocsp: readonly string[];
  /** One list of addresses for each distribution point: all of one list lead to the same CRL. */
  readonly crls: readonly (readonly string[])[];
  /** Where changes since the CRLs are to be had, by the certificate or by a list about it. */
  readonly deltas: readonly (readonly string[])[];
  /** Of the issuer's certificate. */
  readonly issuers: readonly string[];
}

/**
 * @param path leaf first, as far as it goes; the last one's issuer is unknown unless it is an anchor
 * @param listsOf lists that are believed about a certificate
 */
export function revocationAddressesOf(
  path: readonly PathCertificate[],
  listsOf: (certificate: PathCertificate) => readonly PathCrl[],
): RevocationAddresses[] {
  const keys = workingKeys(path.toReversed()).toReversed();
  return path.map((certificate, index) => {
    const issuerKey = keys[index + 1];
    const { informationAccess, distributionPoints, freshestPoints } = certificate;
    const freshest = [...(freshestPoints ?? []), ...listsOf(certificate).flatMap((list) => list.freshestPoints)];
    return {
      certificate: certificate.sha256,
      name: certificate.displayName,
      certId: issuerKey ? writeCertId(certificate.der, issuerKey) : null,
      ocsp: informationAccess?.ocsp ?? [],
      crls: (distributionPoints ?? []).map(addressesOf),
      deltas: freshest.map(addressesOf),
      issuers: informationAccess?.issuers ?? [],
    };
  });
}

const uri = 'uri:';

function addressesOf({ names }: DistributionPoint): string[] {
  return (names ?? []).filter((name) => name.startsWith(uri)).map((name) => name.slice(uri.length));
}
