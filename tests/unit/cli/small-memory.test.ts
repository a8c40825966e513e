// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectAfterLoading } from '../../../main/cli/runtime/small-memory.ts';

test('[D01] what nothing refers to any more is collected before a search', async () => {
  const left = new WeakRef({ text: 'left behind' });
  // A reference is held to the end of the job that made it.
  await setImmediate();
  expect(left.deref()).toBeDefined();
  await setImmediate();
  collectAfterLoading();
  expect(left.deref()).toBeUndefined();
});
