// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../schemas/certificates/export-options.ts';

/** Requires a password. `p12` may also hold only certificates. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8' || format === 'sm2';
}
