// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test, vi } from 'vitest';
import type { LoadedModule } from '../../../main/tokens/child/module/loaded-module.ts';
import { withLostOnes } from '../../../main/tokens/child/module/missed-tokens.ts';
import type { SlotReportMessage } from '../../../main/tokens/child/pkcs11-protocol.ts';

const token = { label: 'T', manufacturer: 'M', model: 'D', serial: '1', flags: { tokenInitialized: true } };
const slot = (there: boolean): SlotReportMessage =>
  ({
    slot: '0',
    description: 'reader',
    hardware: true,
    keptOpen: false,
    token: there ? token : null,
  }) as SlotReportMessage;

/** A module that stops reporting its hardware token, until a restart if `comesBack`. */
function gone(comesBack: boolean): {
  look: () => SlotReportMessage[];
  readonly starts: number;
  readonly module: LoadedModule;
} {
  const state = { there: true, starts: 0 };
  const module = {
    leased: new Set(),
    kept: new Map(),
    running: 0,
    seen: new Map(),
    reinitialise: () => {
      state.starts += 1;
      state.there = comesBack;
    },
  } as unknown as LoadedModule;
  const look = (): SlotReportMessage[] => withLostOnes(module, () => [slot(state.there)]);
  look();
  state.there = false;
  return {
    look,
    module,
    get starts() {
      return state.starts;
    },
  };
}

describe('[T11] a hardware token that its module no longer reports', () => {
  test('is found by restarting the module a moment later', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const it = gone(true);
    expect(it.look()).toEqual([slot(false)]);
    vi.advanceTimersByTime(150);
    expect(it.look()).toEqual([slot(true)]);
    expect(it.starts).toBe(1);
  });

  test('is looked for three times in all if it was removed', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const it = gone(false);
    for (let second = 0; second < 90; second += 1) {
      vi.advanceTimersByTime(1000);
      it.look();
    }
    expect(it.starts).toBe(3);
  });

  test('is not looked for while another token is in use', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const it = gone(true);
    it.module.leased.add('another');
    vi.advanceTimersByTime(1000);
    expect(it.look()).toEqual([slot(false)]);
    expect(it.starts).toBe(0);
  });
});
