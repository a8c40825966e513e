// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { openerOf } from '../age/age-files.ts';
import { entriesFrom } from '../log/read-log.ts';
import { originsOf } from '../store/rows/certificate-queries.ts';
import { statementsOf } from '../merge/merge-descriptions.ts';
import { tagsFromSql } from '../store/rows/certificate-row.ts';
import { makerFromSql, unusedKey } from '../store/rows/key-rows.ts';
import { prepared } from '../store/prepared.ts';
import { connectAgain } from '../store/open-database.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { watchedRows } from '../store/rows/watched-rows.ts';
import { readPortableRecords } from '../merge/portable-records.ts';
import { soundProfiles, soundRequests } from '../merge/enrolment-records.ts';
import { profileRows } from '../store/rows/profile-rows.ts';
import { requestRows } from '../store/rows/request-rows.ts';
import type { BackupItem } from './backup-item.ts';

export interface BackupSnapshot {
  readonly vaultId: string;
  readonly revision: number;
  readonly counts: { readonly certificates: number; readonly keys: number; readonly atLeastBytes: number };
  readonly locked: AbortSignal;
  /** Iterate once: this fills `held` and `unreadable`. Throws `vault-locked`. */
  items(): AsyncGenerator<BackupItem>;
  readonly held: readonly { readonly sha256: string; readonly hasKey: boolean }[];
  /** Keys by SPKI hash, notes by certificate SHA-256. */
  readonly unreadable: { readonly keys: readonly string[]; readonly notes: readonly string[] };
}

/**
 * Doesn't block writers. Adds the issuers of `ids`. Null selects everything in use. Throws `vault-locked`, also if the
 * vault was re-keyed.
 */
export async function withBackupSnapshot<T>(
  parts: {
    readonly database: DatabaseSync;
    readonly identity: Uint8Array;
    readonly recipient: string;
    readonly locked: AbortSignal;
  },
  ids: readonly string[] | null,
  work: (snapshot: BackupSnapshot) => Promise<T>,
): Promise<T> {
  const database = connectAgain(parts.database);
  try {
    database.exec('BEGIN');
    const { vaultId, revision, recipient } = readVaultRecord(database);
    if (recipient !== parts.recipient) throw new AppError('vault-locked');
    const wanted = ids === null ? allIds(database) : withIssuers(database, ids);
    const held: { sha256: string; hasKey: boolean }[] = [];
    const unreadable = { keys: [] as string[], notes: [] as string[] };
    const { identity, locked } = parts;
    const openNow = openerOf(identity);
    const open = async (envelope: Uint8Array) => {
      if (locked.aborted) throw new AppError('vault-locked');
      return await openNow(envelope);
    };
    const gathering = { database, open, held, unreadable };
    return await work({
      vaultId,
      revision,
      locked,
      counts: countsOf(database, wanted, ids === null),
      items: () => gather(gathering, wanted, ids === null),
      held,
      unreadable,
    });
  } finally {
    database.close();
  }
}

interface Gathering {
  readonly database: DatabaseSync;
  /** Returns null for a damaged envelope. Throws `vault-locked`. */
  readonly open: (envelope: Uint8Array) => Promise<Uint8Array | null>;
  readonly held: { sha256: string; hasKey: boolean }[];
  readonly unreadable: { keys: string[]; notes: string[] };
}

async function* gather(from: Gathering, ids: readonly string[], everything: boolean): AsyncGenerator<BackupItem> {
  const given = new Set<string>();
  for (const sha256 of ids) yield* certificateItems(from, sha256, given);
  if (!everything) return;
  for (const spkiSha256 of loneKeys(from.database)) yield* keyItems(from, spkiSha256, given);
  for (const row of watchedRows(from.database)) yield { kind: 'watched', record: { type: 'watched', ...row } };
  for (const record of soundProfiles(profileRows(from.database))) {
    yield { kind: 'profile', record: { type: 'profile', ...record } };
  }
  for (const record of soundRequests(requestRows(from.database))) {
    yield { kind: 'request', record: { type: 'request', ...record } };
  }
  const { anchors, losses, webEnrolments } = readPortableRecords(from.database);
  for (const record of anchors) yield { kind: 'anchor', record: { type: 'anchor', ...record } };
  for (const record of losses) yield { kind: 'loss', record: { type: 'loss', ...record } };
  for (const record of webEnrolments) yield { kind: 'webEnrolment', record: { type: 'webEnrolment', ...record } };
  for (const record of entriesFrom(from.database, 0)) yield { kind: 'history', record };
}

async function* certificateItems(from: Gathering, sha256: string, given: Set<string>): AsyncGenerator<BackupItem> {
  const { database, open, held, unreadable } = from;
  const row = database
    .prepare(
      `SELECT c.der, c.spki_sha256, c.added_at, c.friendly_name, a.label, a.place, a.note, a.tags, a.bank_valid_on,
        a.replaced_by FROM certificates c
        LEFT JOIN annotations a ON a.sha256 = c.sha256 WHERE c.sha256 = ?`,
    )
    .get(sha256);
  const der = row?.['der'];
  if (!row || !(der instanceof Uint8Array)) return;
  const spki = String(row['spki_sha256']);
  const keys = given.has(spki) ? [] : await readKey(from, spki);
  const hasKey = given.has(spki) || keys.length > 0;
  const note = row['note'] instanceof Uint8Array ? await open(row['note']) : null;
  if (row['note'] instanceof Uint8Array && note === null) unreadable.notes.push(sha256);
  held.push({ sha256, hasKey });
  try {
    yield {
      kind: 'certificate',
      der,
      record: {
        type: 'certificate',
        sha256,
        key: hasKey ? spki : null,
        addedAt: String(row['added_at']),
        friendlyName: textOf(row['friendly_name'], 1024),
        label: textOf(row['label'], annotationLimits.label),
        place: textOf(row['place'], annotationLimits.place),
        note: note && new TextDecoder().decode(note).slice(0, annotationLimits.note),
        tags: tagsFromSql(row['tags'])
          .slice(0, annotationLimits.tags)
          .map((tag) => tag.slice(0, annotationLimits.tag)),
        origins: originsOf(database, sha256),
        installedIn: storesOf(database, sha256),
        ...statementsOf(row),
      },
    };
    for (const key of keys) {
      given.add(spki);
      yield key;
    }
  } finally {
    note?.fill(0);
    for (const key of keys) if (key.kind === 'key') key.pkcs8.fill(0);
  }
}

function storesOf(database: DatabaseSync, sha256: string): string[] {
  const query = 'SELECT DISTINCT store FROM proofs WHERE sha256 = ? AND passed = 1 ORDER BY store LIMIT 100';
  return prepared(database, query)
    .all(sha256)
    .map((row) => String(row['store']));
}

async function* keyItems(from: Gathering, spki: string, given: Set<string>): AsyncGenerator<BackupItem> {
  for (const key of await readKey(from, spki)) {
    given.add(spki);
    yield key;
    if (key.kind === 'key') key.pkcs8.fill(0);
  }
}

async function readKey({ database, open, unreadable }: Gathering, spkiSha256: string): Promise<BackupItem[]> {
  const row = database
    .prepare('SELECT envelope, algorithm, added_at, made_by FROM keys WHERE spki_sha256 = ?')
    .get(spkiSha256);
  if (!row) return [];
  const pkcs8 = row['envelope'] instanceof Uint8Array ? await open(row['envelope']) : null;
  if (!pkcs8) {
    unreadable.keys.push(spkiSha256);
    return [];
  }
  const record = {
    type: 'key',
    spkiSha256,
    algorithm: String(row['algorithm']).slice(0, 64),
    addedAt: String(row['added_at']),
    madeBy: makerFromSql(row),
  } as const;
  return [{ kind: 'key', pkcs8, record }];
}

function allIds(database: DatabaseSync): string[] {
  return database
    .prepare('SELECT sha256 FROM certificates WHERE deleted_at IS NULL ORDER BY added_at, rowid')
    .all()
    .map((row) => String(row['sha256']));
}

function loneKeys(database: DatabaseSync): string[] {
  return database
    .prepare(
      `SELECT k.spki_sha256 FROM keys k WHERE NOT (${unusedKey}) AND NOT EXISTS
        (SELECT 1 FROM certificates l WHERE l.spki_sha256 = k.spki_sha256 AND l.deleted_at IS NULL)
        ORDER BY k.added_at, k.rowid`,
    )
    .all()
    .map((row) => String(row['spki_sha256']));
}

function withIssuers(database: DatabaseSync, ids: readonly string[]): string[] {
  const find = database.prepare('SELECT issuer_hash FROM certificates WHERE sha256 = ? AND deleted_at IS NULL');
  const issuers = database.prepare(
    'SELECT sha256 FROM certificates WHERE subject_hash = ? AND is_ca = 1 AND deleted_at IS NULL',
  );
  const wanted = new Set<string>();
  const open = [...ids];
  for (let sha256 = open.shift(); sha256 !== undefined; sha256 = open.shift()) {
    const row = wanted.has(sha256) ? undefined : find.get(sha256);
    if (!row) continue;
    wanted.add(sha256);
    open.push(...issuers.all(String(row['issuer_hash'])).map((issuer) => String(issuer['sha256'])));
  }
  return [...wanted];
}

function countsOf(database: DatabaseSync, ids: readonly string[], everything: boolean): BackupSnapshot['counts'] {
  const query = `SELECT count(DISTINCT k.spki_sha256) AS n FROM json_each(?) wanted
    JOIN certificates c ON c.sha256 = wanted.value JOIN keys k ON k.spki_sha256 = c.spki_sha256`;
  const paired = Number(database.prepare(query).get(JSON.stringify(ids))?.['n']);
  const keys = paired + (everything ? loneKeys(database).length : 0);
  const size =
    'SELECT total(length(c.der)) AS n FROM json_each(?) wanted JOIN certificates c ON c.sha256 = wanted.value';
  const octets = Number(database.prepare(size).get(JSON.stringify(ids))?.['n']);
  // PEM takes 4 bytes per 3, and tar adds header blocks.
  const atLeastBytes = Math.ceil((octets * 4) / 3) + ids.length * 512 + keys * 1024;
  return { certificates: ids.length, keys, atLeastBytes };
}

function textOf(value: unknown, limit: number): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, limit) : null;
}
