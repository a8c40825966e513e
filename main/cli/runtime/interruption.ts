// SPDX-License-Identifier: Apache-2.0
import { exit } from './exit-codes.ts';

/**
 * Child processes ignore Ctrl-C themselves. Multi-step commands stop after the current step, or at once on a second
 * signal.
 */
export function createInterruption(): () => AbortSignal {
  const controller = new AbortController();
  let watched = false;
  const stop = (): void => {
    if (!watched || controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => {
    watched = true;
    return controller.signal;
  };
}
