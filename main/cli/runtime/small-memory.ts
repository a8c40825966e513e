// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compileLess } from './compile-less.ts';

/**
 * Importing 10,000 certificates takes 40 MiB less, no longer. Not for the long-lived app. Call after loading: a changed
 * flag makes V8 reject Node's precompiled code (20 ms).
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--optimize-for-size');
}

/** Call before a search: V8 would hold 10 MiB until mid-search. No gain for imports. */
export function collectAfterLoading(): void {
  setFlagsFromString('--expose-gc');
  // Affects only contexts created later.
  (runInNewContext('gc') as () => void)();
}

/**
 * For a process that only waits and prints: V8's background threads would slow the search (measured: 5 %). A full heap
 * is still collected.
 */
export function leaveProcessors(): void {
  compileLess();
  setFlagsFromString('--no-incremental-marking');
}
