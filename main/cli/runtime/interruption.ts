// SPDX-License-Identifier: Apache-2.0
import { exit } from './exit-codes.ts';

/**
 * Ctrl-C and SIGTERM end the program in order, with its child processes (which ignore Ctrl-C themselves). A command of
 * many steps asks for the signal: then the first one only says "stop after this step", a second one ends at once, which
 * loses nothing that was committed.
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
