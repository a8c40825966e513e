// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { insertBackup, type BackupRow } from './backup-rows.ts';
import { sealKey } from '../key-envelopes.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { fillGaps, sealNotes, takeWatched, unitedTags } from '../merge-descriptions.ts';
import { readAnnotation, writeAnnotation, type AnnotationChange } from '../store/annotations.ts';
import { getRow } from '../store/certificate-queries.ts';
import { addOrigin, takeOverHistory } from '../store/certificate-writes.ts';
import { takeEnrolment } from '../merge-enrolment.ts';
import { takeLedger } from '../merge-ledger.ts';
import { scopeOfBackup } from '../merge-scope.ts';
import { replaceKey, type KeyRow } from '../store/key-rows.ts';
import { readVaultRecord } from '../store/vault-record.ts';
import type { Vault } from '../vault.ts';
import type { BackedUpCertificate, BackedUpKey, BackupContents } from './backup-contents.ts';

/** What is to happen to a certificate that this vault has already, or not at all. `merge`: gaps are filled, ours stays. */
export type RestoreChoice = 'skip' | 'merge' | 'theirs';

export interface RestoredBackup {
  readonly added: readonly string[];
  readonly known: readonly string[];
  /** Damaged ones of ours that the backup's took the place of are among them. */
  readonly keysAdded: number;
  /** Certificates on which something of ours stayed that the backup has otherwise. */
  readonly oursKept: number;
  /** Trust anchors that are new here: each is to be compared before it counts. */
  readonly anchorsAdded: number;
  /** Ids of stores in which those that came in were once, as the backup tells. */
  readonly installedIn: readonly string[];
}

/**
 * Takes a backup in, as one transaction together with its row in the history and its entry in the log. New certificates
 * come back as they were, with their dates and origins; one that lay in 最近删除 is not new, and keeps what was written
 * about it. Works locked. Throws `secret-required` (keys or notes come in and this vault has no identity yet),
 * `vault-busy`, `disk-full`, `seal-broken`.
 */
export async function mergeBackup(
  vault: Vault,
  contents: BackupContents,
  options: {
    readonly choices: ReadonlyMap<string, RestoreChoice>;
    readonly file: { readonly name: string; readonly path: string };
    /** The backup in the history; null when it is there already. */
    readonly row: BackupRow | null;
    /** This vault wrote the file itself, by its hash: what it says of a successor that it brings back is believed. */
    readonly isOwn?: boolean;
    readonly at: Date;
  },
): Promise<RestoredBackup> {
  const { choices, file, row, at, isOwn = false } = options;
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
          if (fresh.has(sha256)) takeOver(database, theirs, note);
          else if (taken.has(sha256)) takeTheirs(database, theirs, note);
          else {
            for (const origin of theirs.origins) addOrigin(database, sha256, origin);
            if (fillGaps(database, theirs, note)) oursKept += 1;
          }
        }
        const unwanted = new Set(left.map(({ fields }) => fields.sha256));
        const scope = scopeOfBackup(database, { fresh, theirs: taken, left: unwanted, isOwn });
        takeWatched(database, contents.watched, unwanted);
        takeEnrolment(database, contents, scope);
        anchorsAdded = takeLedger(database, contents, scope);
        const isWhole =
          left.every(({ fields }) => getRow(database, fields.sha256) === null) &&
          wanted.every((theirs) => {
            const { sha256 } = theirs.fields;
            return isAsTheirs(database, theirs, fresh.has(sha256) || taken.has(sha256));
          });
        if (row) insertBackup(database, isWhole ? withRevision(database, row) : row, heldBy(contents));
        appendLogEntry(database, at, 'backup-restored', {
          ...detailOfCertificates(written.added),
          keys: written.keysAdded + mended,
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

/** For keys of ours that do not open, while the vault is open: the same ones from the backup, sealed anew (K08). */
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

/** As it was in the vault that was backed up. */
function takeOver(database: DatabaseSync, theirs: BackedUpCertificate, note: Uint8Array | null): void {
  const { fields, addedAt, origins } = theirs;
  if (origins.length > 0) takeOverHistory(database, fields.sha256, { addedAt, origins });
  const { label, place, tags } = theirs;
  const nothing = label === null && place === null && note === null && tags.length === 0;
  const ours = readAnnotation(database, fields.sha256);
  if (nothing && ours.label === null && ours.place === null && !ours.hasNote && ours.tags.length === 0) return;
  writeAnnotation(database, fields.sha256, { label, place, note, tags });
}

/** What the backup has takes the place of ours; what it lacks takes nothing away. */
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

/** Nothing is written here that the backup lacks or has otherwise. `took`: its note is ours now. */
function isAsTheirs(database: DatabaseSync, theirs: BackedUpCertificate, took: boolean): boolean {
  const ours = readAnnotation(database, theirs.fields.sha256);
  const note = theirs.note === null || theirs.note === '' ? !ours.hasNote : ours.hasNote && took;
  const tags = ours.tags.every((tag) => theirs.tags.includes(tag));
  return note && tags && ours.label === theirs.label && ours.place === theirs.place;
}

/** Where nothing of ours differs, the backup holds everything as it is now: at the revision that is about to be. */
function withRevision(database: DatabaseSync, row: BackupRow): BackupRow {
  return { ...row, revision: readVaultRecord(database).revision + 1 };
}

function heldBy(contents: BackupContents): { sha256: string; hasKey: boolean }[] {
  return contents.certificates.map(({ fields, key }) => ({ sha256: fields.sha256, hasKey: key !== null }));
}
