// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Milliseconds before yielding the thread. */
const stepMs = 8;

/** A promise is awaited. */
export type Pause = void | Promise<void>;

/** Throws `cancelled` when `goesOn` is false after a pause. */
export async function runCooperatively<T>(steps: Generator<Pause, T>, goesOn: () => boolean): Promise<T> {
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
