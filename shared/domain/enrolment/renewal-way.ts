// SPDX-License-Identifier: Apache-2.0
import type { RenewalRow, RenewalWay } from '../../schemas/enrolment/renewal.ts';
import { bankOf } from '../certificates/bank-of.ts';
import { needsReplacement } from '../certificates/needs-replacement.ts';
import { isServerProtocol } from '../trust/server-protocol.ts';

/** In one go in the window. */
export const maxRenewedTogether = 1000;

type CertificateLine = Extract<RenewalRow, { kind: 'certificate' }>;

/** Never guesses a protocol: without a named CA only a bank's site is sure. */
export function renewalWay(row: RenewalRow): RenewalWay {
  if (row.kind === 'entry') return 'reminder';
  const { certificate, authority } = row;
  if (needsReplacement(certificate)) return 'lost';
  if (authority === null) return isOfBank(certificate) ? 'page' : 'unset';
  if (authority.protocol === 'manual') return 'file';
  if (!isServerProtocol(authority.protocol)) return 'page';
  if ((certificate.keyOnToken?.serial ?? '') !== '') return 'token';
  // The old certificate authenticates the request; CAs refuse an expired one.
  return certificate.hasPrivateKey && certificate.status !== 'expired' ? 'server' : 'unset';
}

/** USB keys come from banks, with CFCA as their CA. */
function isOfBank(certificate: CertificateLine['certificate']): boolean {
  return (
    bankOf(certificate.subject, certificate.issuer) !== null ||
    certificate.keyOnToken !== null ||
    /\bCFCA\b/i.test(certificate.issuer)
  );
}
