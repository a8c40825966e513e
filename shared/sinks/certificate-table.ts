// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../schemas/certificate.ts';
import { csvTable } from './csv.ts';

/** Columns of the list as a table, on the command line and in a file; added at the end only: scripts count on them. */
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

/** RFC 4180 lines of the list (L08), each without its LF. */
export function certificateTable(certificates: readonly CertificateSummary[]): string[] {
  return csvTable(columns, certificates);
}
