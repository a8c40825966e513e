// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { childAhead } from '../../../main/cli/runtime/child-ahead.ts';

test('[X07] the child of an import and of a search starts ahead; nothing else starts one, and no question for help', () => {
  expect(childAhead(['import', 'a.p12'])).toBe('parse');
  expect(childAhead(['scan', '/home'])).toBe('scan');
  expect(childAhead(['scan'])).toBeNull();
  expect(childAhead(['scan', '/home', '--help'])).toBeNull();
  expect(childAhead(['list'])).toBeNull();
  expect(childAhead([])).toBeNull();
});
