// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../schemas/certificates/export-options.ts';

/** True if the format requires a password, as `p12` does even without a key. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8' || format === 'sm2';
}
