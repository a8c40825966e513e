// SPDX-License-Identifier: Apache-2.0
import type { ChildChannel, ProcessEntry, StartChild } from '../../children/process-port.ts';

export interface PreforkedChild {
  readonly startChild: StartChild;
  /** An unused child's channel would keep this process alive. */
  close(): void;
}

/** An early exit is reported once taken. */
export function preforkChild(startChild: StartChild, entry: ProcessEntry): PreforkedChild {
  let preforked: ChildChannel | null = rememberingExit(startChild(entry));
  return {
    startChild(asked) {
      if (preforked === null || asked !== entry) return startChild(asked);
      const child = preforked;
      preforked = null;
      return child;
    },
    close() {
      preforked?.kill();
      preforked = null;
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
