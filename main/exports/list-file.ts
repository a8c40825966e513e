// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { CertificateSummary } from '../../shared/schemas/certificate.ts';
import { certificateTable } from '../../shared/sinks/certificate-table.ts';
import { safeJson } from '../../shared/sinks/safe-json.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

/** Without it spreadsheet programs on Chinese systems read the file as GBK. */
const byteOrderMark = '\ufeff';

/**
 * The list as a file (L08), UTF-8: `csv` as RFC 4180 with a header and a byte order mark, `json` as an array of what
 * `list --json` gives. Returns its size in bytes. Errors: those of `writeVerifiedFile`.
 */
export async function writeListFile(
  output: OutputFile,
  format: 'csv' | 'json',
  certificates: readonly CertificateSummary[],
): Promise<number> {
  const text =
    format === 'csv'
      ? byteOrderMark +
        certificateTable(certificates)
          .map((line) => `${line}\n`)
          .join('')
      : `${safeJson(certificates)}\n`;
  const bytes = Buffer.from(text, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}
