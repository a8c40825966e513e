// SPDX-License-Identifier: Apache-2.0
import type { StartChild } from '../../../main/children/process-port.ts';

/** Ends of children that the app didn't kill. */
export interface ChildEnds {
  /** Exit codes, null after a signal (V8 aborts when its heap is full). */
  readonly codes: readonly (number | null)[];
}

/** Wraps `startChild` to record how children end by themselves. */
export function watchChildren(startChild: StartChild): { startChild: StartChild; ends: ChildEnds } {
  const codes: (number | null)[] = [];
  return {
    ends: { codes },
    startChild: (entry) => {
      const child = startChild(entry);
      let killed = false;
      child.onExit((code) => {
        if (!killed) codes.push(code);
      });
      return {
        ...child,
        kill: () => {
          killed = true;
          child.kill();
        },
      };
    },
  };
}
