// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';

/**
 * Work in steps pauses wherever it may, however fast the machine is: each look at the clock finds it 10 ms later.
 * What is to come in between then surely does. Undone by `vi.restoreAllMocks`.
 */
export function pauseAtEachStep(): void {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
}
