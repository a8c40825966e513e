// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Origin } from '../../../shared/schemas/certificates/certificate.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { decryptWith, decryptWithPassphrase, recipientOf } from '../age/age-files.ts';
import type { IncomingKey } from '../records/key-envelopes.ts';
import { passphraseForms } from '../protectors/passphrase-forms.ts';
import { parseRecoveryCode } from '../protectors/recovery-code.ts';
import { originsOf } from '../store/rows/certificate-queries.ts';
import { type Statements, statementsOf } from '../merge/merge-descriptions.ts';
import { tagsFromSql } from '../store/rows/certificate-row.ts';
import { soundProfiles, soundRequests, type ProfileRecord, type RequestRecord } from '../merge/enrolment-records.ts';
import {
  readPortableRecords,
  type AnchorLine,
  type LossLine,
  type WebEnrolmentLine,
} from '../merge/portable-records.ts';
import { foreignWatchedSchema } from './foreign-watched.ts';
import { makerFromSql } from '../store/rows/key-rows.ts';
import { profileFromSql } from '../store/rows/profile-rows.ts';
import { requestFromSql } from '../store/rows/request-rows.ts';
import { rowFromSql, type WatchedRow } from '../store/rows/watched-rows.ts';
import { readProtectors } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { openForeignVault } from './open-foreign-vault.ts';

const maxRows = 10_000;

export interface ForeignSecret {
  readonly kind: 'passphrase' | 'recovery-code';
  readonly secret: string;
}

export interface ForeignCertificate extends FoundCertificate, Statements {
  readonly label: string | null;
  readonly place: string | null;
  readonly note: string | null;
  readonly tags: string[];
  readonly origins: Origin[];
}

export interface ForeignVault {
  readonly vaultId: string;
  readonly certificates: ForeignCertificate[];
  readonly keys: IncomingKey[];
  readonly watched: WatchedRow[];
  readonly profiles: ProfileRecord[];
  readonly requests: RequestRecord[];
  readonly anchors: AnchorLine[];
  readonly losses: LossLine[];
  readonly webEnrolments: WebEnrolmentLine[];
  readonly unreadable: { certificates: string[]; keys: string[]; notes: string[] };
}

/**
 * Excludes the trash. Run in a child process only. Errors: `secret-missing`, `wrong-secret`, `not-available` (no such
 * protector), those of `openForeignVault`.
 */
export async function readForeignVault(path: string, secret: ForeignSecret | null): Promise<ForeignVault> {
  const database = openForeignVault(path);
  try {
    const { vaultId, recipient } = readVaultRecord(database);
    const identity = recipient === null ? null : await openIdentity(database, recipient, secret);
    try {
      const unreadable: ForeignVault['unreadable'] = { certificates: [], keys: [], notes: [] };
      const certificates = await readCertificates(database, identity, unreadable);
      const keys = identity === null ? [] : await readKeys(database, identity, unreadable);
      return {
        vaultId,
        certificates,
        keys,
        watched: readWatched(database),
        ...readEnrolment(database),
        ...readForeignRecords(database),
        unreadable,
      };
    } finally {
      identity?.fill(0);
    }
  } finally {
    database.close();
  }
}

async function openIdentity(
  database: DatabaseSync,
  recipient: string,
  given: ForeignSecret | null,
): Promise<Uint8Array> {
  if (given === null) throw new AppError('secret-missing');
  const row = readProtectors(database).find((each) => each.kind === given.kind);
  if (!row) throw new AppError('not-available', { what: given.kind, reason: 'not-set' });
  const identity =
    given.kind === 'passphrase'
      ? await decryptWithPassphrase(passphraseForms(given.secret), row.envelope)
      : await byRecoveryCode(given.secret, row.codeEnvelope, row.envelope);
  if (!identity) throw new AppError('wrong-secret');
  if ((await recipientOf(identity)) !== recipient) throw new AppError('vault-damaged', { problem: 'recipient' });
  return identity;
}

async function byRecoveryCode(
  typed: string,
  codeEnvelope: Uint8Array | null,
  envelope: Uint8Array,
): Promise<Uint8Array | null> {
  const parsed = parseRecoveryCode(typed);
  if (parsed.kind === 'invalid') throw new AppError('wrong-secret', { typingError: true, group: parsed.group });
  const recovery = codeEnvelope && (await decryptWithPassphrase([parsed.canonical], codeEnvelope));
  if (!recovery) return null;
  const identity = await decryptWith(recovery, envelope);
  recovery.fill(0);
  return identity;
}

async function readCertificates(
  database: DatabaseSync,
  identity: Uint8Array | null,
  unreadable: ForeignVault['unreadable'],
): Promise<ForeignCertificate[]> {
  const rows = database
    .prepare(
      `SELECT c.sha256, c.der, c.friendly_name, a.label, a.place, a.note, a.tags, a.bank_valid_on,
        a.replaced_by FROM certificates c
        LEFT JOIN annotations a ON a.sha256 = c.sha256 WHERE c.deleted_at IS NULL ORDER BY c.added_at, c.sha256`,
    )
    .all();
  const found: ForeignCertificate[] = [];
  for (const row of rows) {
    const sha256 = String(row['sha256']);
    const der = row['der'];
    const fields = der instanceof Uint8Array ? fieldsOf(der, sha256) : null;
    if (!(der instanceof Uint8Array) || !fields) {
      unreadable.certificates.push(sha256);
      continue;
    }
    const note = row['note'] instanceof Uint8Array ? await noteOf(identity, row['note']) : null;
    if (note === undefined) unreadable.notes.push(sha256);
    found.push({
      der,
      fields,
      friendlyName: textOf(row['friendly_name'], 1024),
      label: textOf(row['label'], annotationLimits.label),
      place: textOf(row['place'], annotationLimits.place),
      note: note ?? null,
      tags: tagsFromSql(row['tags'])
        .slice(0, annotationLimits.tags)
        .map((tag) => tag.slice(0, annotationLimits.tag)),
      origins: originsOf(database, sha256),
      ...statementsOf(row),
    });
  }
  return found;
}

/** Reads the DER, because the columns may be forged. */
function fieldsOf(der: Uint8Array, sha256: string): FoundCertificate['fields'] | null {
  if (createHash('sha256').update(der).digest('hex') !== sha256) return null;
  try {
    return readCertificateFields(der);
  } catch {
    return null;
  }
}

async function noteOf(identity: Uint8Array | null, envelope: Uint8Array): Promise<string | undefined> {
  const plain = identity === null ? null : await decryptWith(identity, envelope);
  if (!plain) return undefined;
  const text = new TextDecoder().decode(plain).slice(0, annotationLimits.note);
  plain.fill(0);
  return text;
}

async function readKeys(
  database: DatabaseSync,
  identity: Uint8Array,
  unreadable: ForeignVault['unreadable'],
): Promise<IncomingKey[]> {
  const rows = database
    .prepare(
      `SELECT k.* FROM keys k WHERE NOT EXISTS (SELECT 1 FROM certificates c WHERE c.spki_sha256 = k.spki_sha256)
        OR EXISTS (SELECT 1 FROM certificates c WHERE c.spki_sha256 = k.spki_sha256 AND c.deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM requests r WHERE r.spki_sha256 = k.spki_sha256 AND r.state = 'pending')
        ORDER BY k.spki_sha256`,
    )
    .all();
  const keys: IncomingKey[] = [];
  for (const row of rows) {
    const spkiSha256 = String(row['spki_sha256']);
    const envelope = row['envelope'];
    const pkcs8 = envelope instanceof Uint8Array ? await decryptWith(identity, envelope) : null;
    // Anyone who can write the file can plant a key.
    if (pkcs8 && (await hashOf(pkcs8)) === spkiSha256) {
      keys.push({ pkcs8, spkiSha256, algorithm: String(row['algorithm']).slice(0, 64), madeBy: makerFromSql(row) });
    } else {
      pkcs8?.fill(0);
      unreadable.keys.push(spkiSha256);
    }
  }
  return keys;
}

function readWatched(database: DatabaseSync): WatchedRow[] {
  return database.prepare('SELECT * FROM watched ORDER BY created_at, id').all().map(rowFromSql).filter(isSound);
}

function readEnrolment(database: DatabaseSync): Pick<ForeignVault, 'profiles' | 'requests'> {
  const rows = (table: string, order: string) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY ${order} LIMIT ${maxRows}`).all();
  return {
    profiles: soundProfiles(rows('ca_profiles', 'name, host').map(profileFromSql)),
    requests: soundRequests(rows('requests', 'created_at, id').map(requestFromSql)),
  };
}

function readForeignRecords(database: DatabaseSync): Pick<ForeignVault, 'anchors' | 'losses' | 'webEnrolments'> {
  const { anchors, losses, webEnrolments } = readPortableRecords(database, maxRows);
  return { anchors: anchors.filter(isAuthority), losses: [...losses], webEnrolments: [...webEnrolments] };
}

function isAuthority({ der, sha256 }: AnchorLine): boolean {
  return fieldsOf(new Uint8Array(Buffer.from(der, 'base64')), sha256)?.isCa === true;
}

function isSound(row: WatchedRow): boolean {
  return foreignWatchedSchema.safeParse(row).success;
}

async function hashOf(pkcs8: Uint8Array): Promise<string | null> {
  try {
    return await publicKeyHashOf(pkcs8);
  } catch {
    return null;
  }
}

function textOf(value: unknown, limit: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, limit) : null;
}
