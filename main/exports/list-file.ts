// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { certificateTable } from '../../shared/sinks/certificate-table.ts';
import { safeJson } from '../../shared/sinks/safe-json.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';

/** Without it, spreadsheets on Chinese systems assume GBK. */
const byteOrderMark = '\ufeff';

/**
 * Writes `csv` (RFC 4180) or `json` (as in `list --json`). Returns the number of bytes. Errors: those of
 * `writeVerifiedFile`.
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
