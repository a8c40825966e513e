// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { countPresent } from './deletion/deletion-rows.ts';

/** A request or a visit: by which a certificate came (null: it is still awaited), and whose place that takes. */
export interface Succession {
  readonly certificate: string | null;
  readonly renews: string | null;
}

/**
 * How far the word of a file counts beside its certificates and keys. A successor takes the reminders of a certificate
 * away, and a report of loss with `replaced` its alarm: that is not to be done to what was ours before by whoever wrote
 * the file.
 */
export interface MergeScope {
  /** Its state may come from the file: that it was lost. */
  readonly tells: (sha256: string) => boolean;
  /** A request under its key may come. */
  readonly asks: (sha256: string) => boolean;
  /** A request or visit with as much of it as counts; null: nothing of it. */
  readonly take: <T extends Succession>(row: T) => T | null;
  /** A request of ours that waits ends where the same one has ended in the file. */
  readonly endsOurs: boolean;
}

/** Anybody may have written another vault's file: it speaks of what came in with it as new. */
export function scopeOfForeign(fresh: ReadonlySet<string>): MergeScope {
  const brought = (sha256: string): boolean => fresh.has(sha256);
  return {
    tells: brought,
    asks: brought,
    take(row) {
      if (row.certificate !== null && !brought(row.certificate)) return null;
      return { ...row, renews: row.renews !== null && brought(row.renews) ? row.renews : null };
    },
    endsOurs: false,
  };
}

/**
 * A backup is opened to bring back what is missing. A certificate that was here keeps its state, unless a person took
 * the backup's word for it (`theirs`); what is still under way comes back, since no state hangs on it. A successor that was
 * lost and comes back from a backup of this vault (`isOwn`) keeps its link. `left`: certificates that were not wanted.
 */
export function scopeOfBackup(
  database: DatabaseSync,
  {
    fresh,
    theirs,
    left,
    isOwn,
  }: Record<'fresh' | 'theirs' | 'left', ReadonlySet<string>> & { readonly isOwn: boolean },
): MergeScope {
  const asks = (sha256: string): boolean => !left.has(sha256);
  const wasOurs = (sha256: string): boolean => !fresh.has(sha256) && countPresent(database, [sha256]) > 0;
  const tells = (sha256: string): boolean => theirs.has(sha256) || (asks(sha256) && !wasOurs(sha256));
  return {
    tells,
    asks,
    take(row) {
      const { certificate, renews } = row;
      if (certificate === null) return { ...row, renews: renews !== null && asks(renews) ? renews : null };
      // What it says first is that the old one has a successor.
      const believed = tells(renews ?? certificate) || (isOwn && fresh.has(certificate));
      return asks(certificate) && believed ? row : null;
    },
    endsOurs: true,
  };
}
