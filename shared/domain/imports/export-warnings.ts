// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat, ExportProfile } from '../../schemas/certificates/export-options.ts';

/** Known problems of an exported file. `peer` is the program that can't open the file, or null. */
export type ExportWarning =
  /** CFCA's format uses no salt and one round, so passwords can be guessed at hashing speed. */
  | { readonly peer: null; readonly reason: 'weak-derivation' }
  /** keytool (JDK 17) rejects non-ASCII passwords. */
  | { readonly peer: 'keytool'; readonly reason: 'non-ascii' }
  /** pk12util (NSS 3.110) can't import Ed25519 keys. */
  | { readonly peer: 'pk12util'; readonly reason: 'ed25519' };

export interface PlannedExport {
  readonly format: ExportFormat;
  readonly profile: ExportProfile;
  readonly algorithm: string;
  readonly password: string;
}

const asciiPassword = /^[\u0020-\u007e]*$/;

/** The warnings don't depend on the export profile (measured). */
export function exportWarnings({ format, algorithm, password }: PlannedExport): readonly ExportWarning[] {
  const warnings: ExportWarning[] = [];
  if (format === 'sm2') warnings.push({ peer: null, reason: 'weak-derivation' });
  if (format === 'p12' && !asciiPassword.test(password)) warnings.push({ peer: 'keytool', reason: 'non-ascii' });
  if (format === 'p12' && algorithm === 'ed25519') warnings.push({ peer: 'pk12util', reason: 'ed25519' });
  return warnings;
}
