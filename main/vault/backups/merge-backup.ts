// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { insertBackup, type BackupRow } from './backup-rows.ts';
import { sealKey } from '../records/key-envelopes.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { fillGaps, sealNotes, takeStatements, takeWatched, unitedTags } from '../merge/merge-descriptions.ts';
import { readAnnotation, writeAnnotation, type AnnotationChange } from '../store/rows/annotations.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { addOrigin, takeOverHistory } from '../store/rows/certificate-writes.ts';
import { takeEnrolment } from '../merge/merge-enrolment.ts';
import { mergeRecords } from '../merge/merge-records.ts';
import { scopeOfBackup } from '../merge/merge-scope.ts';
import { prepared } from '../store/prepared.ts';
import { replaceKey, type KeyRow } from '../store/rows/key-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { type StoreKind, storeKinds } from '../../../shared/schemas/store.ts';
import type { Vault } from '../vault.ts';
import type { BackedUpCertificate, BackedUpKey, BackupContents } from './backup-contents.ts';

/** `merge` fills gaps and keeps existing values. */
export type RestoreChoice = 'skip' | 'merge' | 'theirs';

export interface RestoredBackup {
  readonly added: readonly string[];
  readonly known: readonly string[];
  /** Includes keys that replaced damaged ones. */
  readonly keysAdded: number;
  readonly oursKept: number;
  readonly anchorsAdded: number;
  readonly installedIn: readonly string[];
}

/**
 * Runs in one transaction and works while locked. Restores trashed certificates, unless skipped. Errors:
 * `secret-required` (keys or notes, no identity yet), those of `importItems`.
 */
export async function mergeBackup(
  vault: Vault,
  contents: BackupContents,
  options: {
    readonly choices: ReadonlyMap<string, RestoreChoice>;
    readonly file: { readonly name: string; readonly path: string | null };
    readonly row: BackupRow | null;
    /** True for this vault's own backup, whose renewal links are trusted. */
    readonly isOwn?: boolean;
    readonly revision?: number | null;
    readonly at: Date;
  },
): Promise<RestoredBackup> {
  const { choices, file, row, at, isOwn = false, revision = null } = options;
  const choiceOf = (sha256: string): RestoreChoice => choices.get(sha256) ?? 'merge';
  const wanted = contents.certificates.filter(({ fields }) => choiceOf(fields.sha256) !== 'skip');
  const left = contents.certificates.filter((each) => !wanted.includes(each));
  const taken = new Set(wanted.map(({ fields }) => fields.sha256).filter((each) => choiceOf(each) === 'theirs'));
  const skipped = new Set(left.map(({ key }) => key));
  for (const { key } of wanted) skipped.delete(key);
  const keys = contents.keys.filter(({ spkiSha256 }) => !skipped.has(spkiSha256));
  let oursKept = 0;
  let mended = 0;
  let anchorsAdded = 0;
  const { added, known, keysAdded } = await vault.importItems({
    certificates: wanted,
    keys,
    origin: { via: 'backup', fileName: file.name, path: file.path, downloadedFrom: null },
    also: async (recipient) => {
      const notes = await sealNotes(wanted, recipient);
      const repairs = await repairsOf(vault, keys, recipient);
      return (database, written) => {
        oursKept = 0;
        mended = repairs.filter(({ damaged, key }) => replaceKey(database, damaged, key)).length;
        const { fresh } = written;
        for (const theirs of wanted) {
          const { sha256 } = theirs.fields;
          const note = notes.get(sha256) ?? null;
          if (fresh.has(sha256) || taken.has(sha256)) takeStatements(database, theirs);
          if (fresh.has(sha256)) {
            takeOver(database, theirs, note);
            if (revision !== null) keepBackedUp(database, sha256, revision);
          } else if (taken.has(sha256)) takeTheirs(database, theirs, note);
          else {
            for (const origin of theirs.origins) addOrigin(database, sha256, origin);
            if (fillGaps(database, theirs, note)) oursKept += 1;
          }
        }
        const unwanted = new Set(left.map(({ fields }) => fields.sha256));
        const scope = scopeOfBackup(database, { fresh, theirs: taken, left: unwanted, isOwn });
        takeWatched(database, contents.watched, unwanted);
        takeEnrolment(database, contents, scope);
        anchorsAdded = mergeRecords(database, contents, scope);
        const isWhole =
          left.every(({ fields }) => getRow(database, fields.sha256) === null) &&
          wanted.every((theirs) => {
            const { sha256 } = theirs.fields;
            return isAsTheirs(database, theirs, fresh.has(sha256) || taken.has(sha256));
          });
        if (row) insertBackup(database, isWhole ? withRevision(database, row) : row, heldBy(contents));
        const kinds = kindsOf(
          wanted.flatMap(({ fields, installedIn }) => (fresh.has(fields.sha256) ? installedIn : [])),
        );
        appendLogEntry(database, at, 'backup-restored', {
          ...detailOfCertificates(written.added),
          keys: written.keysAdded + mended,
          ...(kinds.length > 0 && { what: kinds.join(', ') }),
        });
      };
    },
  });
  const back = new Set(added);
  const stores = wanted.flatMap(({ fields, installedIn }) => (back.has(fields.sha256) ? installedIn : []));
  return {
    added,
    known,
    keysAdded: keysAdded + mended,
    oursKept,
    anchorsAdded,
    installedIn: [...new Set(stores)].toSorted(),
  };
}

function kindsOf(storeIds: readonly string[]): StoreKind[] {
  return storeKinds.filter((kind) => storeIds.some((id) => id.startsWith(`${kind}:`)));
}

async function repairsOf(
  vault: Vault,
  keys: readonly BackedUpKey[],
  recipient: string | null,
): Promise<{ readonly damaged: KeyRow; readonly key: KeyRow }[]> {
  if (recipient === null) return [];
  const theirs = new Map(keys.map((key) => [key.spkiSha256, key]));
  const repairs: { readonly damaged: KeyRow; readonly key: KeyRow }[] = [];
  for (const damaged of await vault.backups.damagedKeys(theirs.keys())) {
    const key = theirs.get(damaged.spkiSha256);
    if (key) repairs.push({ damaged, key: await sealKey(recipient, key) });
  }
  return repairs;
}

function takeOver(database: DatabaseSync, theirs: BackedUpCertificate, note: Uint8Array | null): void {
  const { fields, addedAt, origins } = theirs;
  if (origins.length > 0) takeOverHistory(database, fields.sha256, { addedAt, origins });
  const { label, place, tags } = theirs;
  const nothing = label === null && place === null && note === null && tags.length === 0;
  const ours = readAnnotation(database, fields.sha256);
  if (nothing && ours.label === null && ours.place === null && !ours.hasNote && ours.tags.length === 0) return;
  writeAnnotation(database, fields.sha256, { label, place, note, tags });
}

/** Restored as in its newest sound backup, the certificate hasn't changed since. */
function keepBackedUp(database: DatabaseSync, sha256: string, revision: number): void {
  prepared(
    database,
    `UPDATE annotations SET changed_revision = ?2 WHERE sha256 = ?1 AND NOT EXISTS (
      SELECT 1 FROM backup_items i JOIN backups b ON b.id = i.backup_id AND b.problem IS NULL
      WHERE i.sha256 = ?1 AND b.revision > ?2)`,
  ).run(sha256, revision);
}

function takeTheirs(database: DatabaseSync, theirs: BackedUpCertificate, note: Uint8Array | null): void {
  const { label, place, fields } = theirs;
  for (const origin of theirs.origins) addOrigin(database, fields.sha256, origin);
  const ours = readAnnotation(database, fields.sha256);
  const tags = unitedTags(ours.tags, theirs.tags);
  const change: AnnotationChange = {
    ...(label !== null && label !== ours.label && { label }),
    ...(place !== null && place !== ours.place && { place }),
    ...(note !== null && { note }),
    ...(tags.length > ours.tags.length && { tags }),
  };
  if (Object.keys(change).length > 0) writeAnnotation(database, fields.sha256, change);
}

function isAsTheirs(database: DatabaseSync, theirs: BackedUpCertificate, took: boolean): boolean {
  const ours = readAnnotation(database, theirs.fields.sha256);
  const note = theirs.note === null || theirs.note === '' ? !ours.hasNote : ours.hasNote && took;
  const tags = ours.tags.every((tag) => theirs.tags.includes(tag));
  return note && tags && ours.label === theirs.label && ours.place === theirs.place;
}

function withRevision(database: DatabaseSync, row: BackupRow): BackupRow {
  return { ...row, revision: readVaultRecord(database).revision + 1 };
}

function heldBy(contents: BackupContents): { sha256: string; hasKey: boolean }[] {
  return contents.certificates.map(({ fields, key }) => ({ sha256: fields.sha256, hasKey: key !== null }));
}
