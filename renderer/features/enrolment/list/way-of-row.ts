// SPDX-License-Identifier: Apache-2.0
import { needsReplacement } from '../../../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { RenewalRow } from '../../../../shared/schemas/enrolment/renewal.ts';
import { bankOf } from '../../../../shared/domain/certificates/bank-of.ts';

/**
 * `server`: one click (EST, CMP). `token`: same, with a USB key and a code. `page`: the bank's site with the guide.
 * `file`: a request file. `lost`: apply again. `reminder`: only name and date. `unset`: ask the person.
 */
export type WayOfRow = 'server' | 'token' | 'page' | 'file' | 'lost' | 'reminder' | 'unset';

type CertificateLine = Extract<RenewalRow, { kind: 'certificate' }>;

/** Never guesses a protocol: without a named CA only a bank's site is certain. */
export function wayOfRow(row: RenewalRow): WayOfRow {
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
