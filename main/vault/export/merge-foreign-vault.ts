import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/annotation-limits.ts';
import { encryptTo } from '../age-files.ts';
import type { ImportResult } from '../import-items.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { readAnnotation, writeAnnotation, type AnnotationChange } from '../store/annotations.ts';
import { addOrigin } from '../store/certificate-writes.ts';
import { getRow } from '../store/certificate-queries.ts';
import { insertWatchedEntry, watchCertificate, type WatchedRow } from '../store/watched-rows.ts';
import type { Vault } from '../vault.ts';
import type { ForeignCertificate, ForeignVault } from './read-foreign-vault.ts';

export interface MergedVault {
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keysAdded: number;
  /** Certificates on which ours and theirs had another label, place or note: ours stayed. */
  readonly oursKept: number;
}

/**
 * Takes in what another vault holds, as one transaction; nothing of ours is overwritten, only gaps are filled and tags
 * joined. Works locked. Throws `secret-required` (keys or notes come in and this vault has no identity yet),
 * `vault-busy`, `disk-full`. `at`: for the log.
 */
export async function mergeForeignVault(
  vault: Vault,
  foreign: ForeignVault,
  file: { readonly fileName: string; readonly path: string | null; readonly at: Date },
): Promise<MergedVault> {
  let oursKept = 0;
  const { fileName, path, at } = file;
  const result = await vault.importItems({
    certificates: foreign.certificates,
    keys: foreign.keys,
    origin: { via: 'vault', fileName, path, downloadedFrom: null },
    also: async (recipient) => {
      const notes = await sealNotes(foreign.certificates, recipient);
      return (database, written) => {
        oursKept = 0;
        for (const theirs of foreign.certificates) {
          for (const origin of theirs.origins) addOrigin(database, theirs.fields.sha256, origin);
          if (fillGaps(database, theirs, notes.get(theirs.fields.sha256) ?? null)) oursKept += 1;
        }
        takeWatched(database, foreign.watched);
        appendLogEntry(database, at, 'vault-merged', detailOf(written));
      };
    },
  });
  const { added, known, keysAdded } = result;
  return { added, known, keysAdded, oursKept };
}

function detailOf({ added, keysAdded }: ImportResult) {
  return { ...detailOfCertificates(added), keys: keysAdded };
}

/** What ours watches stays as it is; a certificate that did not come over has nothing to watch. */
function takeWatched(database: DatabaseSync, watched: readonly WatchedRow[]): void {
  for (const row of watched) {
    if (row.kind === 'entry') insertWatchedEntry(database, row);
    else if (getRow(database, row.sha256)) watchCertificate(database, row);
  }
}

async function sealNotes(
  certificates: readonly ForeignCertificate[],
  recipient: string | null,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const sealed = new Map<string, Uint8Array>();
  for (const { note, fields } of certificates) {
    if (note === null || note === '') continue;
    if (recipient === null) throw new AppError('secret-required');
    sealed.set(fields.sha256, await encryptTo(recipient, new TextEncoder().encode(note)));
  }
  return sealed;
}

/** True when something of theirs gave way to ours. Two notes are not compared: ours may be locked. */
function fillGaps(database: DatabaseSync, theirs: ForeignCertificate, note: Uint8Array | null): boolean {
  const { sha256 } = theirs.fields;
  const ours = readAnnotation(database, sha256);
  const tags = [...new Set([...ours.tags, ...theirs.tags])].slice(0, annotationLimits.tags);
  const change: AnnotationChange = {
    ...(ours.label === null && theirs.label !== null && { label: theirs.label }),
    ...(ours.place === null && theirs.place !== null && { place: theirs.place }),
    ...(!ours.hasNote && note !== null && { note }),
    ...(tags.length > ours.tags.length && { tags }),
  };
  if (Object.keys(change).length > 0) writeAnnotation(database, sha256, change);
  const differs = (own: string | null, other: string | null) => own !== null && other !== null && own !== other;
  return differs(ours.label, theirs.label) || differs(ours.place, theirs.place) || (ours.hasNote && note !== null);
}
