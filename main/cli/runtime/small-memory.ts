// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compileLess } from './compile-less.ts';

/**
 * Called by the command line once it is loaded: V8 then collects garbage early instead of growing its heap. An import of
 * 10,000 certificates stays 40 MiB smaller; it takes no longer. A window, which lives on, keeps V8's own judgement. Not
 * sooner: once a flag has changed, V8 refuses Node's own compiled code, and loading takes 20 ms longer.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--optimize-for-size');
}

/**
 * Collects at once what loading left behind, before a search: V8 would do it in its midst, and hold 10 MiB until then. An
 * import gains nothing by it.
 */
export function collectAfterLoading(): void {
  setFlagsFromString('--expose-gc');
  // The flag reaches contexts that are made after it.
  (runInNewContext('gc') as () => void)();
}

/**
 * For a process that from now on waits for a search and prints what it finds: V8 then neither compiles nor looks for
 * garbage in threads that the search could use (measured: 5 % of its time). It still collects when its heap is full.
 */
export function leaveProcessors(): void {
  compileLess();
  setFlagsFromString('--no-incremental-marking');
}
