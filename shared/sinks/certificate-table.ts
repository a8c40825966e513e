// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../schemas/certificates/certificate.ts';
import { csvTable } from './csv.ts';

/** Append only: scripts depend on it. */
const columns = [
  'sha256',
  'displayName',
  'label',
  'subject',
  'issuer',
  'serial',
  'notBefore',
  'notAfter',
  'status',
  'hasPrivateKey',
  'algorithm',
  'place',
  'chainState',
] as const satisfies readonly (keyof CertificateSummary)[];

/** RFC 4180 lines without LF (L08). */
export function certificateTable(certificates: readonly CertificateSummary[]): string[] {
  return csvTable(columns, certificates);
}
