// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { readPragma } from './pragma.ts';

/** Small enough that a change made by the command line shows "at once", and 12 µs of work each time. */
const defaultIntervalMs = 500;

/**
 * Calls `onForeignChange` after another connection committed: `data_version` moves for those only.
 * Returns what stops it. Does not keep the process alive.
 */
export function watchForeignChanges(
  database: DatabaseSync,
  onForeignChange: () => void,
  intervalMs: number = defaultIntervalMs,
): () => void {
  let known = readPragma(database, 'data_version');
  const timer = setInterval(() => {
    if (!database.isOpen) return;
    let version;
    try {
      version = readPragma(database, 'data_version');
    } catch {
      // Busy or damaged: the next call that matters reports it; a watcher has nobody to tell.
      return;
    }
    if (version === known) return;
    known = version;
    onForeignChange();
  }, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
