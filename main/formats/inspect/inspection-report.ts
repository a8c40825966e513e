// SPDX-License-Identifier: Apache-2.0
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import type { FoundKey, Inspection } from './inspection.ts';

export function reportOf(file: string, inspection: Inspection): InspectionReport {
  const withKey = new Set(inspection.keys.flatMap((key) => key.matches ?? []));
  return {
    file,
    kind: inspection.kind,
    certificates: inspection.certificates.map(({ fields }) => ({
      sha256: fields.sha256,
      subject: fields.subject,
      issuer: fields.issuer,
      displayName: fields.displayName,
      issuerName: fields.issuerName,
      serial: fields.serial,
      notBefore: fields.notBefore,
      notAfter: fields.notAfter,
      algorithm: fields.algorithm,
      isCa: fields.isCa,
      hasPrivateKey: withKey.has(fields.sha256),
    })),
    keys: inspection.keys.map((key) => ({
      algorithm: key.algorithm,
      matches: key.matches,
      ...(isFileable(key) ? { spkiSha256: key.spkiSha256 } : { usable: false as const }),
      ...(key.madeBy && { madeBy: key.madeBy }),
    })),
    ...(inspection.crls.length > 0 && {
      crls: inspection.crls.map((crl) => ({ ...crl, revoked: [...crl.revoked] })),
    }),
    ...(inspection.requests.length > 0 && {
      requests: inspection.requests.map((request) => ({
        ...request,
        subjectAlternativeNames: [...request.subjectAlternativeNames],
      })),
    }),
    ...(inspection.unopened.length > 0 && { unopenedKeys: [...inspection.unopened] }),
    diagnosis: inspection.diagnosis,
  };
}

/** Keys are stored by the hash of their public key, which cannot be derived for DSA, for example. */
export function isFileable(key: FoundKey): key is FoundKey & { readonly spkiSha256: string } {
  return key.spkiSha256 !== null;
}
