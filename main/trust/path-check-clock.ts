// SPDX-License-Identifier: Apache-2.0
import type { PathChecks, PathChecksRun } from './path-checks.ts';

export interface PathCheckClock {
  changed(): void;
  close(): void;
}

/** Delay, so that imports and the certificate list go first. */
const restMs = 2000;
const everyMs = 60 * 60 * 1000;

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
      isWanted = true;
      wait(restMs);
    },
    close() {
      ended.abort();
      clearTimeout(timer ?? undefined);
    },
  };
}
