// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createOperations } from '../../../main/ipc/operations.ts';

test('[K03] sleep and closing also cancel the operations without an id, which delay no idle lock', () => {
  const operations = createOperations(() => undefined);
  const [named, plain, ended] = [operations.start('a'), operations.start(undefined), operations.start(undefined)];
  ended.end();
  named.end();
  expect(operations.isBusy()).toBe(false);
  operations.cancelAll();
  expect([named, plain, ended].map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
});
