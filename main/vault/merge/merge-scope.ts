// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { countPresent } from '../deletion/deletion-rows.ts';

/** `certificate` is null until it's issued. */
export interface Succession {
  readonly certificate: string | null;
  readonly renews: string | null;
}

/**
 * Successors and `replaced` loss reports silence warnings. An imported file must not silence those about existing
 * certificates.
 */
export interface MergeScope {
  readonly tells: (sha256: string) => boolean;
  readonly asks: (sha256: string) => boolean;
  readonly take: <T extends Succession>(row: T) => T | null;
  readonly endsOurs: boolean;
}

/** Only claims about newly imported certificates count, because the file's author is untrusted. */
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
 * Existing certificates keep their state unless the user chose `theirs`. With `isOwn`, a restored successor keeps its
 * renewal link. `left` holds unselected certificates.
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
      const believed = tells(renews ?? certificate) || (isOwn && fresh.has(certificate));
      return asks(certificate) && believed ? row : null;
    },
    endsOurs: true,
  };
}
