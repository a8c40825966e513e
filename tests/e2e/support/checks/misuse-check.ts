// SPDX-License-Identifier: Apache-2.0
import { expect, type TestInfo } from '@playwright/test';
import { misuseLogs } from '../../../conformance/start-conformance.ts';

/** Fails if the app misused the `electron` module, or sent oversized views, since the last check. */
export function expectNoMisuse(info?: TestInfo): void {
  const misuses = misuseLogs.flatMap(({ entries }) => entries.splice(0));
  const oversized = misuseLogs.flatMap((log) => log.oversized.splice(0));
  if (info !== undefined) {
    const crossed = misuseLogs.reduce((sum, log) => sum + log.crossed, 0);
    for (const log of misuseLogs) log.crossed = 0;
    // scripts/test/playwright-outcomes.mjs adds these up.
    info.annotations.push({ type: 'stand-in', description: [misuses.length, crossed, oversized.length].join(' ') });
  }
  expect(misuses, 'misuse of the electron module').toEqual([]);
  expect(oversized, 'views larger than their content that crossed to another process').toEqual([]);
}
