// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail, KeyMaker, SignatureVerdict } from '../../shared/schemas/certificates/certificate.ts';
import { pemBlock } from '../formats/writers/write-pem.ts';
import type { CertificateDescription } from '../parser/parse-protocol.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { looksSelfSigned } from '../x509/certificate/chain.ts';
import type { CertificateChain } from '../x509/certificate/chain.ts';
import { holderNumberIn } from '../../shared/domain/certificates/identity-numbers.ts';
import { summaryOf } from './summary-of.ts';
import type { VaultFacts } from './summary-of.ts';

export interface DetailParts {
  readonly row: CertificateRow;
  readonly der: Uint8Array;
  readonly description: CertificateDescription;
  readonly chain: CertificateChain;
  readonly signatures: readonly SignatureVerdict[];
  readonly facts: VaultFacts;
  readonly keyMadeBy: KeyMaker | null;
  readonly note: { readonly text: string | null; readonly locked: boolean };
  readonly now: Date;
}

/** Identity numbers are not masked. */
export function detailOf({
  row,
  der,
  description,
  chain,
  signatures,
  facts,
  keyMadeBy,
  note,
  now,
}: DetailParts): CertificateDetail {
  return {
    ...summaryOf(row, facts, now),
    subject: row.subject,
    issuer: row.issuer,
    origin: row.origin,
    ...description,
    keyMadeBy,
    note: note.text,
    noteLocked: note.locked,
    bankValidOn: row.bankValidOn,
    holderNumber: holderNumberIn(row.subject),
    chain: chain.certificates.map((each, index) => ({
      sha256: each.sha256,
      displayName: each.displayName,
      notAfter: each.notAfter,
      isCa: each.isCa,
      selfSigned: looksSelfSigned(each),
      source: 'addedAt' in each ? 'vault' : 'system',
      signature: signatures[index] ?? 'unknown',
    })),
    pem: pemOf(der),
  };
}

function pemOf(der: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE', der)).toString('latin1');
}
