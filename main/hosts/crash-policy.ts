// SPDX-License-Identifier: Apache-2.0
/** Per minute. Another crash closes the window. */
export const reloadsAllowed = 3;
const windowMs = 60_000;

export function createCrashPolicy(now: () => number): () => 'reload' | 'close' {
  let crashes: number[] = [];
  return () => {
    const at = now();
    crashes = [...crashes.filter((earlier) => at - earlier < windowMs), at];
    return crashes.length <= reloadsAllowed ? 'reload' : 'close';
  };
}
