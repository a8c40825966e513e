import type { Origin } from '../../../shared/schemas/certificate.ts';
import type { CertificateFields } from '../../x509/certificate-fields.ts';

type SqlRow = Readonly<Record<string, unknown>>;

/** One certificate as the list shows it, without its DER. */
export interface CertificateRow extends CertificateFields {
  /** PKCS#12 friendlyName or JKS alias of the first file that named it. */
  readonly friendlyName: string | null;
  /** ISO 8601 UTC. */
  readonly addedAt: string;
  /** ISO 8601 UTC since when it lies in 最近删除; null for one in use. */
  readonly deletedAt: string | null;
  readonly hasPrivateKey: boolean;
  /** Only watched: its key lies elsewhere (D04). */
  readonly watched: boolean;
  readonly label: string | null;
  readonly place: string | null;
  readonly tags: readonly string[];
  /** There is an encrypted note; reading it needs an open vault. */
  readonly hasNote: boolean;
  /** The first of possibly several. */
  readonly origin: Origin;
}

/** Columns for `rowFromSql`, from certificates c with its joins. */
export const certificateSelect = `
SELECT c.sha256, c.subject, c.issuer, c.display_name, c.issuer_name, c.masked_subject, c.serial, c.not_before,
  c.not_after, c.algorithm, c.is_ca, c.self_issued, c.subject_hash, c.issuer_hash, c.spki_sha256, c.subject_key_id,
  c.authority_key_id, c.key_usage, c.deleted_at, c.search_text, c.friendly_name, c.added_at,
  k.spki_sha256 IS NOT NULL AS has_key, w.id IS NOT NULL AND k.spki_sha256 IS NULL AS watched,
  a.label, a.place, a.tags, a.note IS NOT NULL AS has_note,
  o.via, o.file_name, o.path, o.downloaded_from, o.imported_at
FROM certificates c
LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
LEFT JOIN watched w ON w.sha256 = c.sha256
LEFT JOIN annotations a ON a.sha256 = c.sha256
LEFT JOIN origins o ON o.id = (SELECT min(id) FROM origins WHERE sha256 = c.sha256)`;

export function rowFromSql(row: SqlRow): CertificateRow {
  return {
    ...fieldsFromSql(row),
    friendlyName: textOrNull(row['friendly_name']),
    addedAt: text(row['added_at']),
    deletedAt: textOrNull(row['deleted_at']),
    hasPrivateKey: row['has_key'] === 1,
    watched: row['watched'] === 1,
    label: textOrNull(row['label']),
    place: textOrNull(row['place']),
    tags: tagsFromSql(row['tags']),
    hasNote: row['has_note'] === 1,
    origin: originFromSql(row),
  };
}

function fieldsFromSql(row: SqlRow): CertificateFields {
  return {
    sha256: text(row['sha256']),
    subject: text(row['subject']),
    issuer: text(row['issuer']),
    displayName: text(row['display_name']),
    issuerName: text(row['issuer_name']),
    maskedSubject: text(row['masked_subject']),
    serial: text(row['serial']),
    notBefore: text(row['not_before']),
    notAfter: text(row['not_after']),
    algorithm: text(row['algorithm']),
    isCa: row['is_ca'] === 1,
    selfIssued: row['self_issued'] === 1,
    subjectHash: text(row['subject_hash']),
    issuerHash: text(row['issuer_hash']),
    spkiSha256: text(row['spki_sha256']),
    subjectKeyId: textOrNull(row['subject_key_id']),
    authorityKeyId: textOrNull(row['authority_key_id']),
    keyUsage: typeof row['key_usage'] === 'number' ? row['key_usage'] : null,
    searchText: text(row['search_text']),
  };
}

const vias: ReadonlySet<string> = new Set<Origin['via']>([
  'file',
  'paste',
  'drop',
  'command-line',
  'vault',
  'store',
  'scan',
]);

function isVia(value: unknown): value is Origin['via'] {
  return typeof value === 'string' && vias.has(value);
}

export function originFromSql(row: SqlRow): Origin {
  return {
    via: isVia(row['via']) ? row['via'] : 'file',
    fileName: textOrNull(row['file_name']),
    path: textOrNull(row['path']),
    downloadedFrom: textOrNull(row['downloaded_from']),
    importedAt: text(row['imported_at'] ?? row['added_at']),
  };
}

/** The column is JSON written by us; a file changed by hand must not break the list. */
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
