// SPDX-License-Identifier: Apache-2.0
/** Renderer crashes that are answered by loading the page again; one more and the app ends instead of looping. */
export const reloadsAllowed = 3;
const windowMs = 60_000;

/** `now` in milliseconds. Returns what to do about a crash that just happened. */
export function createCrashPolicy(now: () => number): () => 'reload' | 'close' {
  let crashes: number[] = [];
  return () => {
    const at = now();
    crashes = [...crashes.filter((earlier) => at - earlier < windowMs), at];
    return crashes.length <= reloadsAllowed ? 'reload' : 'close';
  };
}
