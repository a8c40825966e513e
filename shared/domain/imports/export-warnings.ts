// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat, ExportProfile } from '../../schemas/certificates/export-options.ts';

/** Problems for the recipient (measured). `peer`: can't open the planned file. */
export type ExportWarning =
  /** CFCA's format has no salt and one round: passwords can be guessed at hashing speed. */
  | { readonly peer: null; readonly reason: 'weak-derivation' }
  /** keytool (JDK 17) refuses non-ASCII passwords, whatever the profile. */
  | { readonly peer: 'keytool'; readonly reason: 'non-ascii' }
  /** pk12util (NSS 3.110) imports no Ed25519 key. */
  | { readonly peer: 'pk12util'; readonly reason: 'ed25519' };

export interface PlannedExport {
  readonly format: ExportFormat;
  readonly profile: ExportProfile;
  /** `rsa-2048`, `ec-p256`, `ed25519`, … */
  readonly algorithm: string;
  readonly password: string;
}

/** Printable ASCII, all that Java accepts. */
const asciiPassword = /^[\u0020-\u007e]*$/;

/** The export profile changes none of them (measured). */
export function exportWarnings({ format, algorithm, password }: PlannedExport): readonly ExportWarning[] {
  const warnings: ExportWarning[] = [];
  if (format === 'sm2') warnings.push({ peer: null, reason: 'weak-derivation' });
  if (format === 'p12' && !asciiPassword.test(password)) warnings.push({ peer: 'keytool', reason: 'non-ascii' });
  if (format === 'p12' && algorithm === 'ed25519') warnings.push({ peer: 'pk12util', reason: 'ed25519' });
  return warnings;
}
