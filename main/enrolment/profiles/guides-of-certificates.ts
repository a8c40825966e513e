// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import type { EnrolmentService } from '../enrolment-service.ts';

export type GuideParts = Pick<EnrolmentService, 'requests'> & {
  readonly profiles: Pick<EnrolmentService['profiles'], 'list'>;
  readonly webEnrolments: Pick<EnrolmentService['webEnrolments'], 'findAuthority'>;
};

/** Loads everything once. The lookup returns the profile that the request used, or else that of `findAuthority`. */
export async function findGuides(enrolment: GuideParts): Promise<(sha256: string) => HeldProfile | null> {
  const profiles = await enrolment.profiles.list();
  const requested = new Map((await enrolment.requests()).map(({ certificate, profile }) => [certificate, profile]));
  const bankOf = await enrolment.webEnrolments.findAuthority();
  return (sha256) => {
    const named = requested.get(sha256) ?? bankOf(sha256);
    return profiles.find(({ profile, host }) => profile.name === named?.name && host.ascii === named.host) ?? null;
  };
}

export function certificateRow(certificate: CertificateSummary, held: HeldProfile | null): RenewalRow {
  const authority =
    held === null ? null : { profileId: held.id, name: held.profile.name, protocol: held.profile.protocol };
  return { kind: 'certificate', certificate, authority };
}
