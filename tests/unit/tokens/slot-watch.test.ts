// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createSlotWatch } from '../../../main/tokens/client/slot-watch.ts';
import type { ModuleProcess } from '../../../main/tokens/client/module-process.ts';
import type { ModuleFault, SlotReport } from '../../../main/tokens/module-port.ts';
import { aReport, aSlot } from './a-device.ts';

const present = [aSlot(aReport())];
const absent = [aSlot(null)];
const never = 1_000_000;

/** A module whose child reports only changes, like the real one. */
function aProcess() {
  let now: readonly SlotReport[] = present;
  let reported = '';
  const faulted: ((fault: ModuleFault) => void)[] = [];
  const run = async (operation: string): Promise<unknown> => {
    const text = JSON.stringify(now);
    if (operation === 'changedSlots' && text === reported) return null;
    reported = text;
    return now;
  };
  return {
    process: {
      run,
      resting: false,
      onFault: (listener: (typeof faulted)[0]) => faulted.push(listener),
    } as unknown as ModuleProcess,
    set: (slots: readonly SlotReport[]) => (now = slots),
    fall: () => {
      reported = '';
      for (const listener of faulted) listener({ kind: 'crashed', during: 'idle' });
    },
  };
}

describe('[T02] watching the slots of a module', () => {
  it('reports the slots at once, and each change once', async () => {
    const { process, set } = aProcess();
    const watch = createSlotWatch(process, never);
    const heard: (readonly SlotReport[])[] = [];
    watch.watch((slots) => heard.push(slots));
    await watch.lookNow();
    set(absent);
    await watch.lookNow();
    await watch.lookNow();
    expect(heard).toEqual([present, absent]);
  });

  it('reports what another call found, and the change back', async () => {
    const { process } = aProcess();
    const watch = createSlotWatch(process, never);
    const heard: (readonly SlotReport[])[] = [];
    watch.watch((slots) => heard.push(slots));
    await watch.lookNow();
    watch.found(absent);
    watch.found(absent);
    watch.found(present);
    expect(heard).toEqual([present, absent, present]);
  });

  it('reports every slot again after a fault, because its listeners have forgotten them', async () => {
    const { process, fall } = aProcess();
    const watch = createSlotWatch(process, never);
    const heard: (readonly SlotReport[])[] = [];
    watch.watch((slots) => heard.push(slots));
    await watch.lookNow();
    fall();
    await watch.lookNow();
    expect(heard).toEqual([present, present]);
  });

  it('reports the slots to a second listener added after the first was removed', async () => {
    const { process } = aProcess();
    const watch = createSlotWatch(process, never);
    const stop = watch.watch(() => undefined);
    await watch.lookNow();
    stop();
    const heard: (readonly SlotReport[])[] = [];
    watch.watch((slots) => heard.push(slots));
    await watch.lookNow();
    watch.stop();
    expect(heard).toEqual([present]);
  });
});
