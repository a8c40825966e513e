// SPDX-License-Identifier: Apache-2.0
import type { ChildChannel, ProcessEntry, StartChild } from '../../processes/process-port.ts';

export interface ChildrenAhead {
  /** The child that was started ahead for the first call that asks for it, then as `startChild`. */
  readonly startChild: StartChild;
  /** Ends what nobody asked for; otherwise its channel would keep this process alive. */
  close(): void;
}

/**
 * Starts one child at once, which is then up when it is asked for. One that has ended by then says so to its listener,
 * as if it had ended afterwards.
 */
export function startAhead(startChild: StartChild, entry: ProcessEntry): ChildrenAhead {
  let ahead: ChildChannel | null = rememberingExit(startChild(entry));
  return {
    startChild(asked) {
      if (ahead === null || asked !== entry) return startChild(asked);
      const child = ahead;
      ahead = null;
      return child;
    },
    close() {
      ahead?.kill();
      ahead = null;
    },
  };
}

function rememberingExit(child: ChildChannel): ChildChannel {
  let listener: ((code: number | null) => void) | null = null;
  let ended: { readonly code: number | null } | null = null;
  child.onExit((code) => {
    ended = { code };
    listener?.(code);
  });
  return {
    ...child,
    onExit(tell) {
      listener = tell;
      const early = ended;
      // Later, as every other exit: whoever listens has not written to the child yet.
      if (early !== null) setImmediate(() => tell(early.code));
    },
  };
}
