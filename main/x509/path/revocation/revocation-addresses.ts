// SPDX-License-Identifier: Apache-2.0
import { writeCertId } from '../../ocsp/cert-id.ts';
import type { DistributionPoint } from './distribution-point.ts';
import { workingKeys } from '../judge-path.ts';
import type { PathCertificate } from '../path-certificate.ts';
import type { PathCrl } from './path-crl.ts';

export interface RevocationAddresses {
  readonly certificate: string;
  readonly name: string;
  /** DER from `writeCertId`. Null if the issuer is unknown. */
  readonly certId: Uint8Array | null;
  readonly ocsp: readonly string[];
  /** Per distribution point. All addresses of a point are for the same CRL. */
  readonly crls: readonly (readonly string[])[];
  readonly deltas: readonly (readonly string[])[];
  readonly issuers: readonly string[];
}

/** @param path leaf first */
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
