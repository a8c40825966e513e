// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';

export function certificateRow(id: string, change: Partial<CertificateRow> = {}): CertificateRow {
  return {
    sha256: createHash('sha256').update(id).digest('hex'),
    subject: `CN=${id}`,
    issuer: 'CN=Issuer',
    displayName: id,
    issuerName: 'Issuer',
    maskedSubject: `CN=${id}`,
    serial: '1',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-01T00:00:00.000Z',
    algorithm: 'ec-p256',
    isCa: false,
    selfIssued: false,
    subjectHash: createHash('sha256').update(`subject ${id}`).digest('hex'),
    issuerHash: 'issuer',
    spkiSha256: createHash('sha256').update(`key ${id}`).digest('hex'),
    subjectKeyId: null,
    authorityKeyId: null,
    keyUsage: null,
    friendlyName: null,
    addedAt: '2026-02-01T00:00:00.000Z',
    deletedAt: null,
    hasPrivateKey: true,
    keyOnToken: null,
    watched: false,
    label: null,
    place: null,
    tags: [],
    hasNote: false,
    bankValidOn: null,
    replacedBy: null,
    origin: {
      via: 'file',
      fileName: null,
      path: null,
      downloadedFrom: null,
      importedAt: '2026-02-01T00:00:00.000Z',
    },
    ...change,
  };
}
