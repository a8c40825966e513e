import type { InspectionReport } from '../../shared/schemas/inspection.ts';
import type { Inspection } from '../formats/inspection.ts';

/** What may be shown of an inspection: no key bytes. `file` is repeated as it was given. */
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
    keys: inspection.keys.map(({ algorithm, matches }) => ({ algorithm, matches })),
    diagnosis: inspection.diagnosis,
  };
}
