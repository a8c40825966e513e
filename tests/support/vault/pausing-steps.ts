// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';

/**
 * Makes cooperative work pause at every opportunity: each clock reading is 10 ms later, so concurrent work is sure to
 * interleave. Undone by `vi.restoreAllMocks`.
 */
export function pauseAtEachStep(): void {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
}
