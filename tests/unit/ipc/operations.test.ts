// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createOperations } from '../../../main/ipc/operations.ts';

test('[K03] sleep and closing cancel operations without an ID, which delay no idle lock', () => {
  const operations = createOperations(() => undefined);
  const [named, plain, ended] = [operations.start('a'), operations.start(undefined), operations.start(undefined)];
  ended.end();
  named.end();
  expect(operations.isBusy()).toBe(false);
  operations.cancelAll();
  expect([named, plain, ended].map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
});

test('[K03] an open dialog can be cancelled, and delays no idle lock', () => {
  const operations = createOperations(() => undefined);
  const asking = operations.start('a', true);
  expect(operations.isBusy()).toBe(false);
  const working = operations.start('b');
  expect(operations.isBusy()).toBe(true);
  working.end();
  expect([operations.isBusy(), operations.cancel('a'), asking.signal.aborted]).toEqual([false, true, true]);
});
