// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat, ExportProfile } from '../schemas/export-options.ts';

/** Programs that cannot open what is about to be written, as measured (field note formats.md, decision of part 1). */
export type ExportWarning =
  /** Java's keytool (JDK 17) refuses passwords with characters beyond ASCII, whatever the profile. */
  | { readonly peer: 'keytool'; readonly reason: 'non-ascii' }
  /** NSS's pk12util (3.110) imports no Ed25519 key. */
  | { readonly peer: 'pk12util'; readonly reason: 'ed25519' };

export interface PlannedExport {
  readonly format: ExportFormat;
  readonly profile: ExportProfile;
  /** As in the list: `rsa-2048`, `ec-p256`, `ed25519`, … */
  readonly algorithm: string;
  readonly password: string;
}

/** Printable ASCII, which is all that Java takes. */
const asciiPassword = /^[\u0020-\u007e]*$/;

/** What to say before the file is written. Neither profile changes any of it: both were measured. */
export function exportWarnings({ format, algorithm, password }: PlannedExport): readonly ExportWarning[] {
  const warnings: ExportWarning[] = [];
  if (format === 'p12' && !asciiPassword.test(password)) warnings.push({ peer: 'keytool', reason: 'non-ascii' });
  if (format === 'p12' && algorithm === 'ed25519') warnings.push({ peer: 'pk12util', reason: 'ed25519' });
  return warnings;
}
