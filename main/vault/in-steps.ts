// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/domain/app-error.ts';

/** The thread is let go after each step that took it this long (ms). */
const stepMs = 8;

/** What work in steps pauses with: nothing, or what it has to wait for before it can go on. */
export type Pause = void | Promise<void>;

/**
 * Runs `steps` to its end, with the thread free in between for whatever else waits. Throws `cancelled` once
 * `goesOn` says no after such a pause, and what `steps` throws or what it waits for rejects with.
 */
export async function runInSteps<T>(steps: Generator<Pause, T>, goesOn: () => boolean): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (step.value instanceof Promise) await step.value;
    else if (performance.now() - since < stepMs) continue;
    else await setImmediate();
    if (!goesOn()) throw new AppError('cancelled');
    since = performance.now();
  }
}
