// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { preforkEntry } from '../../../main/cli/runtime/prefork-entry.ts';

test('[X07] the child of an import and of a search starts ahead; nothing else starts one, and no question for help', () => {
  expect(preforkEntry(['import', 'a.p12'])).toBe('parse');
  expect(preforkEntry(['scan', '/home'])).toBe('scan');
  expect(preforkEntry(['scan'])).toBeNull();
  expect(preforkEntry(['scan', '/home', '--help'])).toBeNull();
  expect(preforkEntry(['list'])).toBeNull();
  expect(preforkEntry([])).toBeNull();
});
