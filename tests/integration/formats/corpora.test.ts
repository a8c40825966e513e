// SPDX-License-Identifier: Apache-2.0
import { describe, expect, onTestFailed, test } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { corporaFolder, corpusFile, corpusRows, type CorpusRow } from '../../support/corpora.ts';
import { corpusVerdict, type CorpusVerdict } from '../../support/formats/corpus-verdict.ts';
import { countBy, reportTable } from '../../support/formats/report-table.ts';

const rows = corpusRows();
const reason = corporaFolder === null ? ' (skipped: no corpora; set CORPORA_DIR)' : '';
/** Besides the certificate that should parse, the file has an encrypted key. */
const needsPassword = 'pyca/x509__cryptography.io.with_headers.pem';

async function answer(row: CorpusRow, password: string | null) {
  const { diagnosis, certificates, keys } = await inspectBytes(corpusFile(row), { password });
  return { file: row.file, code: diagnosis.code, found: `open ${certificates.length}c${keys.length}k` };
}

describe.skipIf(corporaFolder === null)(`public test vectors${reason}`, () => {
  const pkcs12 = rows.filter(({ kind }) => kind === 'pkcs12');
  const openable = pkcs12.filter(({ expected }) => expected?.startsWith('open '));

  test('[F01] PKCS#12 rows open with the certificates and keys that OpenSSL finds', async () => {
    const found = await Promise.all(openable.map((row) => answer(row, row.password)));
    expect(found).toEqual(openable.map(({ file, expected }) => ({ file, code: 'opened', found: expected })));
    reportTable('PKCS#12 rows that open', countBy(found.map((row) => row.code)));
  });

  test('[F05] a wrong password is reported as wrong, even if the right one is unknown', async () => {
    const among = pkcs12.filter(({ expected }) => expected !== 'reject');
    const found = await Promise.all(among.map((row) => answer(row, 'surely not this one')));
    expect(found).toEqual(among.map(({ file }) => ({ file, code: 'wrong-password', found: 'open 0c0k' })));
    reportTable('PKCS#12 rows with a wrong password', countBy(found.map((row) => row.code)));
  });

  test('[F05] [F07] rows with invalid files are refused with any password', async () => {
    const refused = pkcs12.filter(({ expected }) => expected === 'reject');
    const passwords = [null, '', '1234'];
    const found = await Promise.all(refused.flatMap((row) => passwords.map((password) => answer(row, password))));
    expect(found.filter(({ code, found: objects }) => code === 'opened' || objects !== 'open 0c0k')).toEqual([]);
    reportTable('PKCS#12 rows to be refused', countBy(found.map(({ code }) => code)));
  });

  test('[F01] the NSS file TestOldAES128CA.p12, which has a longer key, opens', async () => {
    const old = rows.filter(({ file }) => file.endsWith('TestOldAES128CA.p12'));
    const found = await Promise.all(old.map((row) => inspectBytes(corpusFile(row), { password: 'nss' })));
    expect(found.map(({ diagnosis, keys }) => [diagnosis, keys.length])).toEqual([
      [{ code: 'opened', passwordEncoding: 'bmp' }, 1],
    ]);
  });

  test('[F02] [F05] [F07] every other row is answered, and certificates that others parse are found', async () => {
    const others = rows.filter(({ kind }) => kind !== 'pkcs12');
    const found = await Promise.all(others.map((row) => answer(row, row.password)));
    const parsed = others.flatMap(({ expected }, index) =>
      expected === 'parse' || expected?.startsWith('path:') ? [found[index] as (typeof found)[number]] : [],
    );
    const wrong = parsed.filter(({ code, found: objects }) => code !== 'opened' || objects.startsWith('open 0c'));
    expect(wrong).toEqual([{ file: needsPassword, code: 'needs-password', found: 'open 1c0k' }]);
    reportTable(
      'other rows',
      countBy(found.map(({ code }, index) => `${others[index]?.expected ?? 'no oracle'}: ${code}`)),
    );
  });

  test('[F05] [F07] all 2,031 files match their manifest or differ in a way explained by class', async () => {
    const verdicts: CorpusVerdict[] = [];
    const unexplained: string[] = [];
    // A hang fails the test by timeout: no corpus file declares an iteration count that would excuse it.
    let at = '';
    onTestFailed(() => console.error('last file begun:', at));
    for (const row of rows) {
      const bytes = corpusFile(row);
      at = row.file;
      const found = await inspectBytes(bytes, { password: row.password });
      const verdict = corpusVerdict(row, found);
      verdicts.push(verdict);
      if (verdict.verdict === 'UNEXPLAINED') unexplained.push(`${row.file}: ${found.diagnosis.code}`);
    }
    reportTable(
      'files | kind, expectation: verdict',
      countBy(verdicts.map(({ kind, expected, verdict }) => `${kind}, ${expected}: ${verdict}`).toSorted(byText)),
    );
    reportTable('explained differences', countBy(verdicts.flatMap(({ reason }) => reason ?? [])));
    reportTable('all', countBy(verdicts.map(({ verdict }) => verdict)));
    expect(unexplained).toEqual([]);
    expect(verdicts).toHaveLength(2031);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
