// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, it, vi } from 'vitest';
import { expectManyChanges, vaultChanged } from '../../../renderer/state/vault/vault-changes.ts';
import { installBridge } from '../support/fake-bridge.ts';

afterEach(() => void vi.useRealTimers());

it('[F04] many changes refresh the window at intervals, and once more at the end', () => {
  vi.useFakeTimers();
  const { requests } = installBridge({});
  const read = () => requests.splice(0).filter(({ call }) => call === 'watched.list').length;
  vaultChanged();
  expect(read()).toBe(1);
  const changes = expectManyChanges();
  for (let change = 0; change < 100; change += 1) vaultChanged();
  expect(read()).toBe(0);
  vi.advanceTimersByTime(3_000);
  expect(read()).toBe(1);
  vi.advanceTimersByTime(9_000);
  expect(read()).toBe(0);
  vaultChanged();
  changes.end();
  expect(read()).toBe(1);
  vaultChanged();
  expect(read()).toBe(1);
});
