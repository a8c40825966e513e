// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from '../../schemas/certificates/export-options.ts';

/** These formats require a password. A `p12` file can also hold only certificates. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8' || format === 'sm2';
}
