// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { describeCertificate } from '../../../main/x509/certificate/certificate-detail.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { corporaFolder, corpusCertificates, corpusRows, type CorpusRow } from '../../support/corpora.ts';
import { skipReason } from '../../support/openssl/openssl.ts';

const rows = corpusRows().filter((row) => row.kind === 'der' || row.kind.includes('CERTIFICATE'));
// A request is no certificate, although its label contains the word.
const certificates = rows.filter((row) => !row.kind.includes('CERTIFICATE REQUEST'));

/** The code of the first AppError, or `ok`. Any other error is thrown. */
function outcome(row: CorpusRow, read: (der: Uint8Array) => unknown): string {
  for (const der of corpusCertificates(row)) {
    try {
      read(der);
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw new Error(`${row.file} crashed the reader`, { cause: error });
    }
  }
  return 'ok';
}

const missing = corporaFolder === null ? ['corpora (CORPORA_DIR or ../shared/corpora)'] : [];

describe.skipIf(missing.length > 0)(`public certificate corpora${skipReason(missing)}`, () => {
  it.each([
    ['fields', readCertificateFields],
    ['detail', describeCertificate],
  ])('[F07] reads the %s of every certificate or refuses it with a code', (_, read) => {
    const outcomes = new Set(certificates.map((row) => outcome(row, read)));
    expect([...outcomes].filter((code) => !['ok', 'damaged', 'limit-exceeded'].includes(code))).toEqual([]);
  });

  it.each([
    ['[F02] fields', readCertificateFields],
    ['[L03] detail', describeCertificate],
  ])('%s of every certificate that both OpenSSL and pyca accept can be read', (_, read) => {
    const good = certificates.filter((row) => row.expected === 'parse' || row.expected?.startsWith('path:'));
    expect(good.length).toBeGreaterThan(1000);
    expect(good.filter((row) => outcome(row, read) !== 'ok').map((row) => row.file)).toEqual([]);
  });
});
