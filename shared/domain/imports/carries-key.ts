// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../schemas/certificates/export-options.ts';

/** Then a password is needed. `p12` may also hold certificates only. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8' || format === 'sm2';
}
