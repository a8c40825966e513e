// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { ContactSheet } from '../../shared/schemas/enrolment/contact-sheet.ts';
import type { HeldProfile } from '../../shared/schemas/enrolment/enrolment.ts';

/** For a revocation by the CA. `held` null: unknown. */
export function contactSheetOf(certificate: CertificateSummary, held: HeldProfile | null): ContactSheet {
  const { sha256, displayName, subject, issuer, serial, notBefore, notAfter } = certificate;
  return {
    certificate: { sha256, displayName, subject, issuer, serial, notBefore, notAfter },
    authority: held === null ? null : authorityOn(held),
  };
}

function authorityOn({ id, profile, host, confirmedAt }: HeldProfile): ContactSheet['authority'] {
  const { name, protocol, contact, asks, steps } = profile;
  return {
    profileId: id,
    name,
    protocol,
    host,
    confirmed: confirmedAt !== null,
    contact,
    asks,
    steps: steps?.lost,
  };
}
