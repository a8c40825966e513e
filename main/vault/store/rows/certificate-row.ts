// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { originVias } from '../../../../shared/domain/certificates/origin-vias.ts';
import { readTokenAddress } from '../../../../shared/domain/secrets/token-address.ts';
import type { KeyOnToken, Origin } from '../../../../shared/schemas/certificates/certificate.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import { prepared } from '../prepared.ts';

export interface CertificateRow extends Omit<CertificateFields, 'searchText'> {
  /** PKCS#12 friendlyName, JKS alias or nickname. */
  readonly friendlyName: string | null;
  readonly addedAt: string;
  readonly deletedAt: string | null;
  readonly hasPrivateKey: boolean;
  /** Watched, and the key isn't in the vault. */
  readonly watched: boolean;
  readonly label: string | null;
  readonly place: string | null;
  readonly tags: readonly string[];
  readonly hasNote: boolean;
  /** `YYYY-MM-DD`, or null if never seen as valid on the bank's page. */
  readonly bankValidOn: string | null;
  /** SHA-256 of the replacement the user confirmed, empty to keep both, null if undecided. */
  readonly replacedBy: string | null;
  readonly origin: Origin;
  /** From the last import or the request, or null if unknown. */
  readonly keyOnToken: KeyOnToken | null;
}

/** `rowOf` depends on this order. */
const select = `
SELECT c.sha256, c.subject, c.issuer, c.display_name, c.issuer_name, c.masked_subject, c.serial, c.not_before,
  c.not_after, c.algorithm, c.is_ca, c.self_issued, c.subject_hash, c.issuer_hash, c.spki_sha256, c.subject_key_id,
  c.authority_key_id, c.key_usage, c.deleted_at, c.friendly_name, c.added_at, k.spki_sha256 IS NOT NULL,
  a.label, a.place, a.tags, a.note IS NOT NULL, o.via, o.file_name, o.path, o.downloaded_from, o.imported_at,
  w.id IS NOT NULL AND k.spki_sha256 IS NULL, t.file_name, t.downloaded_from,
  (SELECT token FROM requests WHERE spki_sha256 = c.spki_sha256 AND token IS NOT NULL ORDER BY created_at DESC),
  t.via, a.bank_valid_on, a.replaced_by`;

const joins = `
LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
LEFT JOIN watched w ON w.sha256 = c.sha256
LEFT JOIN annotations a ON a.sha256 = c.sha256
LEFT JOIN origins o ON o.id = (SELECT min(id) FROM origins WHERE sha256 = c.sha256)
LEFT JOIN origins t ON t.id = (SELECT id FROM origins WHERE sha256 = c.sha256 AND via IN ('token', 'store')
  AND downloaded_from IS NOT NULL ORDER BY via = 'token' DESC, id DESC LIMIT 1)`;

/** Reads rows as arrays, because objects with 40 properties take twice as long. */
export function readCertificateRows(
  database: DatabaseSync,
  { rest }: { readonly rest: string },
  ...values: readonly (string | number | null)[]
): CertificateRow[] {
  const statement = prepared(database, `${select} FROM certificates c ${joins} ${rest}`);
  statement.setReturnArrays(true);
  return (statement.all(...values) as unknown as unknown[][]).map(rowOf);
}

function rowOf(values: readonly unknown[]): CertificateRow {
  const addedAt = text(values[20]);
  return {
    sha256: text(values[0]),
    subject: text(values[1]),
    issuer: text(values[2]),
    displayName: text(values[3]),
    issuerName: text(values[4]),
    maskedSubject: text(values[5]),
    serial: text(values[6]),
    notBefore: text(values[7]),
    notAfter: text(values[8]),
    algorithm: text(values[9]),
    isCa: values[10] === 1,
    selfIssued: values[11] === 1,
    subjectHash: text(values[12]),
    issuerHash: text(values[13]),
    spkiSha256: text(values[14]),
    subjectKeyId: textOrNull(values[15]),
    authorityKeyId: textOrNull(values[16]),
    keyUsage: typeof values[17] === 'number' ? values[17] : null,
    deletedAt: textOrNull(values[18]),
    friendlyName: textOrNull(values[19]),
    addedAt,
    hasPrivateKey: values[21] === 1,
    watched: values[31] === 1,
    label: textOrNull(values[22]),
    place: textOrNull(values[23]),
    tags: tagsFromSql(values[24]),
    hasNote: values[25] === 1,
    bankValidOn: textOrNull(values[36]),
    replacedBy: textOrNull(values[37]),
    origin: {
      via: isVia(values[26]) ? values[26] : 'file',
      fileName: textOrNull(values[27]),
      path: textOrNull(values[28]),
      downloadedFrom: textOrNull(values[29]),
      // Null only if the file was edited.
      importedAt: values[30] === null ? addedAt : text(values[30]),
    },
    keyOnToken: keyOnToken(values[35], values[32], values[33]) ?? keyOfRequest(values[34]),
  };
}

function keyOnToken(via: unknown, label: unknown, address: unknown): KeyOnToken | null {
  if (typeof address !== 'string') return null;
  if (via === 'store') return { label: address, serial: '', keyId: '', seen: false };
  const place = readTokenAddress(address);
  if (place === null || place.key === 'none') return null;
  return { label: text(label), serial: place.serial, keyId: place.keyId, seen: place.key === 'seen' };
}

/** A token without a serial number can't be identified. */
function keyOfRequest(serial: unknown): KeyOnToken | null {
  return typeof serial === 'string' && /[^0\s]/.test(serial) ? { label: serial, serial, keyId: '', seen: true } : null;
}

const vias: ReadonlySet<string> = new Set(originVias);

function isVia(value: unknown): value is Origin['via'] {
  return typeof value === 'string' && vias.has(value);
}

export function originFromSql(row: Readonly<Record<string, unknown>>): Origin {
  return {
    via: isVia(row['via']) ? row['via'] : 'file',
    fileName: textOrNull(row['file_name']),
    path: textOrNull(row['path']),
    downloadedFrom: textOrNull(row['downloaded_from']),
    importedAt: text(row['imported_at']),
  };
}

export function tagsFromSql(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
