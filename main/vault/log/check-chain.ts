// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { entryHash, firstPrevious } from './append-entry.ts';
import { entriesFrom } from './read-log.ts';

/**
 * Compares every entry with its hash and with the hash of the entry before, from `first` on. Returns the number of the
 * first entry that does not fit, or null. A gap in the numbers is no error by itself: it is what a cut leaves.
 * `first` above 1: a person accepted what was wrong before; what that entry says of its predecessor is not compared.
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
