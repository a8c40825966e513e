// SPDX-License-Identifier: Apache-2.0
import type { ImportResult } from '../import/import-items.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { fillGaps, sealNotes, takeStatements, takeWatched } from '../merge/merge-descriptions.ts';
import { takeEnrolment } from '../merge/merge-enrolment.ts';
import { mergeRecords } from '../merge/merge-records.ts';
import { scopeOfForeign } from '../merge/merge-scope.ts';
import { addOrigin } from '../store/rows/certificate-writes.ts';
import type { Vault } from '../vault.ts';
import type { ForeignVault } from './read-foreign-vault.ts';

export interface MergedVault {
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keysAdded: number;
  readonly oursKept: number;
  readonly anchorsAdded: number;
}

/**
 * Fills gaps and joins tags but never overwrites. Works while locked. Errors: `secret-required` (keys or notes, no
 * identity), those of `importItems`.
 */
export async function mergeForeignVault(
  vault: Vault,
  foreign: ForeignVault,
  file: { readonly fileName: string; readonly path: string | null; readonly at: Date },
): Promise<MergedVault> {
  let oursKept = 0;
  let anchorsAdded = 0;
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
          if (written.fresh.has(theirs.fields.sha256)) takeStatements(database, theirs);
        }
        takeWatched(database, foreign.watched);
        const scope = scopeOfForeign(written.fresh);
        takeEnrolment(database, foreign, scope);
        anchorsAdded = mergeRecords(database, foreign, scope);
        appendLogEntry(database, at, 'vault-merged', detailOf(written));
      };
    },
  });
  const { added, known, keysAdded } = result;
  return { added, known, keysAdded, oursKept, anchorsAdded };
}

function detailOf({ added, keysAdded }: ImportResult) {
  return { ...detailOfCertificates(added), keys: keysAdded };
}
