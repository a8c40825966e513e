// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../schemas/certificates/export-options.ts';

/** These formats require a password, even a `p12` file without a key. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8' || format === 'sm2';
}
