// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const stepMs = 8;

/** Throws `cancelled` if `goesOn` returns false after a pause. */
export async function runCooperatively<T>(steps: Generator<void, T>, goesOn: () => boolean): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < stepMs) continue;
    await setImmediate();
    if (!goesOn()) throw new AppError('cancelled');
    since = performance.now();
  }
}
