import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Called by the command line once it is loaded: V8 then collects garbage early instead of growing its heap. An import of
 * 10,000 certificates stays 40 MiB smaller; it takes no longer. A window, which lives on, keeps V8's own judgement. Not
 * sooner: once a flag has changed, V8 refuses Node's own compiled code, and loading takes 20 ms longer.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--optimize-for-size');
}

/**
 * Collects at once what loading left behind, before a search: V8 would do it in its midst, and hold 10 MiB until then. Nor does it look
 * for garbage by itself then, in threads that keep the processors from a search (measured: 3 % of its time). An import gains
 * nothing by either, and would hold more.
 */
export function collectAfterLoading(): void {
  setFlagsFromString('--expose-gc');
  // The flag reaches contexts that are made after it.
  (runInNewContext('gc') as () => void)();
  setFlagsFromString('--no-incremental-marking');
}
