// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../shared/schemas/enrolment/renewal.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';

const [sample] = sampleCertificates(Date.now());
export const expiring = {
  ...sample,
  hasPrivateKey: true,
  status: 'expiring',
  supersededBy: null,
  backup: 'current',
} as CertificateDetail;
export const successor = 'cd'.repeat(32);
export const profileId = '0b4e7c1a-9a55-4d0a-8f3e-5a1d3f1f7a01';
export const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

export const renewalFacts = (change: Partial<RenewalFacts> = {}): RenewalFacts => ({
  profileId,
  protocol: 'est',
  from: daysFromNow(-1),
  pair: null,
  left: 0,
  ...change,
});
