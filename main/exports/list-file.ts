// SPDX-License-Identifier: Apache-2.0
import { algorithmName } from '../../shared/domain/certificates/algorithm-name.ts';
import { bankOf } from '../../shared/domain/certificates/bank-of.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { chainNames, statusNames } from '../../shared/i18n/certificate-names.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { csvTable } from '../../shared/sinks/csv.ts';
import { safeJson } from '../../shared/sinks/safe-json.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';
import { listFileColumns, listWords } from './list-words.ts';

/** Without a BOM, spreadsheets on Chinese systems assume GBK. */
const byteOrderMark = '\ufeff';

/** Writes `csv` (RFC 4180, values translated) or `json` (as in `list --json`). Returns the number of bytes. */
export async function writeListFile(
  output: OutputFile,
  format: 'csv' | 'json',
  certificates: readonly CertificateSummary[],
  language: Language,
): Promise<number> {
  const text =
    format === 'csv'
      ? byteOrderMark +
        csvTable(
          listFileColumns,
          certificates.map((each) => inWords(each, language)),
          listFileColumns.map((column) => listWords[language].columns[column]),
        )
          .map((line) => `${line}\n`)
          .join('')
      : `${safeJson(certificates)}\n`;
  const bytes = Buffer.from(text, 'utf8');
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed');
  });
  return bytes.length;
}

function inWords(certificate: CertificateSummary, language: Language) {
  const { separator, yes, no } = listWords[language];
  return {
    ...certificate,
    tags: certificate.tags.join(separator),
    bank: bankOf(certificate.subject, certificate.issuer),
    algorithm: algorithmName(certificate.algorithm),
    status: statusNames[language][certificate.status],
    chainState: chainNames[language][certificate.chainState],
    hasPrivateKey: certificate.hasPrivateKey ? yes : no,
  };
}
