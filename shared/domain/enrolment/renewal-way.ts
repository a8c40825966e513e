// SPDX-License-Identifier: Apache-2.0
import type { RenewalRow, RenewalWay } from '../../schemas/enrolment/renewal.ts';
import { bankOf } from '../certificates/bank-of.ts';
import { needsReplacement } from '../certificates/needs-replacement.ts';
import { isServerProtocol } from '../trust/server-protocol.ts';

export const maxRenewedTogether = 1000;

type CertificateLine = Extract<RenewalRow, { kind: 'certificate' }>;

/** Never guesses a protocol: without a known CA, only a bank's certificate has an obvious way to renew. */
export function renewalWay(row: RenewalRow): RenewalWay {
  if (row.kind === 'entry') return 'reminder';
  const { certificate, authority } = row;
  if (needsReplacement(certificate)) return 'lost';
  if (authority === null) return isOfBank(certificate) ? 'page' : 'unset';
  if (authority.protocol === 'manual') return 'file';
  if (!isServerProtocol(authority.protocol)) return 'page';
  if ((certificate.keyOnToken?.serial ?? '') !== '') return 'token';
  // The old certificate authenticates the request, and CAs refuse an expired one.
  return certificate.hasPrivateKey && certificate.status !== 'expired' ? 'server' : 'unset';
}

/** Treats USB keys and CFCA certificates as a bank's, because in practice banks issue them. */
function isOfBank(certificate: CertificateLine['certificate']): boolean {
  return (
    bankOf(certificate.subject, certificate.issuer) !== null ||
    certificate.keyOnToken !== null ||
    /\bCFCA\b/i.test(certificate.issuer)
  );
}
