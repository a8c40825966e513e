// SPDX-License-Identifier: Apache-2.0
import type { PathChecks, PathChecksRun } from './path-checks.ts';

export interface PathCheckClock {
  /** The vault changed: what is due may be more now. */
  changed(): void;
  close(): void;
}

/** Whoever imports several files, or reads in the list, is not disturbed by what only waits. */
const restMs = 2000;
/** Verdicts grow old; a computer that slept looks soon after. */
const everyMs = 60 * 60 * 1000;

/**
 * Judges what is due while the app runs: a while after its start, after each change of the vault, and every hour. One
 * run at a time; a change meanwhile leads to another one.
 */
export function createPathCheckClock(
  checks: Pick<PathChecks, 'checkDue'>,
  tell: Required<Pick<PathChecksRun, 'pause'>> & { judged(): void; failed(error: unknown): void },
): PathCheckClock {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let isRunning = false;
  let isWanted = false;

  function wait(ms: number): void {
    if (ended.signal.aborted) return;
    clearTimeout(timer ?? undefined);
    timer = setTimeout(() => void run(), ms);
    timer.unref();
  }

  async function run(): Promise<void> {
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    isWanted = false;
    try {
      if ((await checks.checkDue({ signal: ended.signal, pause: tell.pause })) > 0) tell.judged();
    } catch (error) {
      if (!ended.signal.aborted) tell.failed(error);
    } finally {
      isRunning = false;
      wait(isWanted ? restMs : everyMs);
    }
  }

  return {
    changed() {
      // A run that ends before this time is up began without the change.
      isWanted = true;
      wait(restMs);
    },
    close() {
      ended.abort();
      clearTimeout(timer ?? undefined);
    },
  };
}
