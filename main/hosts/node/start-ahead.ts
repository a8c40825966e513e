// SPDX-License-Identifier: Apache-2.0
import type { ChildChannel, ProcessEntry, StartChild } from '../../children/process-port.ts';

export interface ChildrenAhead {
  readonly startChild: StartChild;
  /** An unused child's channel would keep this process alive. */
  close(): void;
}

/** An early exit is reported once taken. */
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
      // The caller has not written yet.
      if (early !== null) setImmediate(() => tell(early.code));
    },
  };
}
