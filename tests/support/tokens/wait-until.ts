// SPDX-License-Identifier: Apache-2.0
const pauseMs = 20;

/**
 * Polls until `ready` is true, for states without an event. Throws after `deadlineMs`, or if `failed` returns a reason.
 */
export async function waitUntil(
  what: string,
  ready: () => boolean | Promise<boolean>,
  deadlineMs: number,
  failed: () => string | null = () => null,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await ready())) {
    const failure = failed();
    if (failure !== null) throw new Error(`${what}: ${failure}`);
    if (performance.now() > end) throw new Error(`${what}: not within ${deadlineMs} ms`);
    await new Promise((again) => setTimeout(again, pauseMs));
  }
}
