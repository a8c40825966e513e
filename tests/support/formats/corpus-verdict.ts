// SPDX-License-Identifier: Apache-2.0
import type { Inspection } from '../../../main/formats/inspect/inspection.ts';
import type { CorpusRow } from '../corpora.ts';

export interface CorpusVerdict {
  /** The manifest's kind without `other:`. Several PEM blocks are `pem:several`. */
  readonly kind: string;
  readonly expected: string;
  readonly verdict: 'as expected' | 'explained' | 'UNEXPLAINED';
  /** Why files of this class have a different result. Null unless `explained`. */
  readonly reason: string | null;
}

/**
 * Most are due to the manifest's oracles, which read every file as one certificate (`openssl x509`, pyca's
 * `load_pem_x509_certificate`) and so refuse valid files of other kinds.
 */
const explanations: readonly {
  readonly reason: string;
  readonly covers: (row: CorpusRow, found: Inspection) => boolean;
}[] = [
  {
    reason: 'refused as a certificate: it is a request, and is listed as one',
    covers: (row, { kind, requests }) => refused(row) && kind === 'csr' && requests.length > 0,
  },
  {
    reason: 'refused as a certificate: it is a CRL, and is listed as one',
    covers: (row, { kind, crls }) => refused(row) && kind === 'crl' && crls.length > 0,
  },
  {
    reason: 'refused as a certificate: it is PKCS#7, whose certificates are listed',
    covers: (row, { kind, certificates }) => refused(row) && kind === 'pkcs7' && certificates.length > 0,
  },
  {
    reason: 'refused as a certificate: JSON that quotes hundreds of PEM blocks, each of which is listed',
    covers: ({ file }, { certificates }) => file === 'limbo/limbo.json' && certificates.length > 100,
  },
  {
    reason: 'times without seconds (BER): issued certificates have them, so they are listed (X.690 §8.26)',
    covers: ({ file }, { certificates }) => /^zlint\/\w+NoSeconds\.pem$/.test(file) && certificates.length === 1,
  },
  {
    reason: 'PEM outside RFC 7468 whose base64 is whole: a blank line, or padding in an odd place',
    covers: ({ file }, { certificates }) =>
      /cert-blankline|cert-misalignedpad|subCertLocalityNameDoesNotNeedToAppear/.test(file) &&
      certificates.length === 1,
  },
  {
    reason: 'certificate listed; the encrypted key beside it asks for its password, which the manifest does not give',
    covers: ({ expected }, { diagnosis, certificates, unopened }) =>
      expected === 'parse' && diagnosis.code === 'needs-password' && certificates.length > 0 && unopened.length > 0,
  },
];

function refused({ expected }: CorpusRow): boolean {
  return expected === 'clear-error';
}

export function corpusVerdict(row: CorpusRow, found: Inspection): CorpusVerdict {
  const kind = row.kind.replace(/^pem:.*\+.*$/, 'pem:several').replace(/^other:/, '');
  const expected = (row.expected ?? 'no oracle')
    .replace(/^open .*/, 'open NcMk')
    .replace(/^password unknown.*/, 'wrong password');
  if (endsAsExpected(row, found)) return { kind, expected, verdict: 'as expected', reason: null };
  const reason = explanations.find(({ covers }) => covers(row, found))?.reason ?? null;
  return { kind, expected, verdict: reason === null ? 'UNEXPLAINED' : 'explained', reason };
}

function endsAsExpected({ expected }: CorpusRow, { diagnosis, certificates, keys }: Inspection): boolean {
  const { code } = diagnosis;
  const parsed = code === 'opened' && certificates.length > 0;
  // Every code except `opened` names a cause.
  const clearError = code !== 'opened' && certificates.length + keys.length === 0;
  if (expected === null) return true;
  if (expected.startsWith('open '))
    return code === 'opened' && expected === `open ${certificates.length}c${keys.length}k`;
  // The manifest doesn't give these files' passwords.
  if (expected.startsWith('password unknown')) return code === 'needs-password' || code === 'wrong-password';
  if (expected === 'reject' || expected === 'clear-error') return clearError;
  if (expected === 'parse' || expected.startsWith('path:')) return parsed;
  return expected === 'parse-or-clear-error' && (parsed || clearError);
}
