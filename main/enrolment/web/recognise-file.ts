// SPDX-License-Identifier: Apache-2.0
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import type { ArrivedFile } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { Vault } from '../../vault/vault.ts';

export type Recognised = Pick<ArrivedFile, 'kind' | 'state' | 'diagnosis'>;

/** Files with these extensions are reported even if they cannot be read. */
const certificateName = /\.(?:pfx|p12|cer|crt|der|pem|p7b|p7c|sm2)$/i;

/** Returns null if the file is irrelevant or already in the vault. */
export function recogniseFile(name: string, report: InspectionReport, vault: Vault | null): Recognised | null {
  const { kind, diagnosis, certificates, keys } = report;
  const { code } = diagnosis;
  if (report.vault !== undefined) return null;
  if (code === 'opened') {
    if (certificates.length + keys.length === 0 || isKnown(report, vault)) return null;
    return { kind, state: 'ready', diagnosis: null };
  }
  if (code === 'needs-password' || code === 'wrong-password') return { kind, state: 'needs-password', diagnosis: null };
  return certificateName.test(name) ? { kind, state: 'not-read', diagnosis: code } : null;
}

function isKnown({ certificates, keys }: InspectionReport, vault: Vault | null): boolean {
  if (vault === null || certificates.length === 0) return false;
  if (vault.knownOf(certificates.map(({ sha256 }) => sha256)).length < certificates.length) return false;
  return keys.every(
    ({ matches, usable }) => usable === false || (matches !== null && vault.getRow(matches)?.hasPrivateKey === true),
  );
}
