// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../schemas/certificates/certificate.ts';
import { csvTable } from './csv.ts';

/** Only append columns, because scripts depend on their order. */
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

type Row = { readonly [C in (typeof columns)[number]]: string | boolean | null };

export function certificateTable(certificates: readonly Row[]): string[] {
  return csvTable(columns, certificates);
}
