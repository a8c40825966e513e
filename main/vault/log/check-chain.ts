// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { entryHash, firstPrevious } from './append-entry.ts';
import { entriesFrom } from './read-log.ts';

/**
 * Returns the `seq` of the first entry that breaks the hash chain, or null. If `first` is above 1, accepts any
 * `previous` in entry `first`.
 */
export function checkChain(database: DatabaseSync, first: number): number | null {
  let previous = first === 1 ? firstPrevious : null;
  for (const entry of entriesFrom(database, first)) {
    const fits = previous === null ? entry.seq === first : entry.previous === previous;
    if (!fits || entry.hash !== entryHash(entry)) return entry.seq;
    previous = entry.hash;
  }
  return null;
}
