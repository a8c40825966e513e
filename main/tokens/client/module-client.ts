// SPDX-License-Identifier: Apache-2.0
import type { StartChild } from '../../children/process-port.ts';
import type { ModuleClient, StartModule, TokenName } from '../module-port.ts';
import { defaultDeadlines, type Deadlines } from './deadlines.ts';
import { createModuleProcess } from './module-process.ts';
import { createSlotWatch } from './slot-watch.ts';
import { createTokenQueue } from './token-queue.ts';
import { withPins } from './pin-buffers.ts';
import { createTokenSession } from './token-session.ts';

export interface ModuleOptions {
  readonly deadlines?: Partial<Deadlines>;
  readonly watchEveryMs?: number;
}

function keyOf({ label, maker, model, serial }: TokenName): string {
  return JSON.stringify([label, maker, model, serial]);
}

export function createStartModule(startChild: StartChild, options: ModuleOptions = {}): StartModule {
  const deadlines = { ...defaultDeadlines, ...options.deadlines };
  return (source) => {
    const process = createModuleProcess(startChild, source, deadlines);
    const queue = createTokenQueue();
    const slots = createSlotWatch(process, options.watchEveryMs ?? 1000);
    const client: ModuleClient = {
      info: process.info,
      slots: async () => {
        const now = await process.run('slots', {});
        slots.found(now);
        return now;
      },
      watch: slots.watch,
      lookNow: slots.lookNow,
      withToken: async (token, work, signal) =>
        queue.run(
          keyOf(token),
          async (occupied) => {
            const child = await process.child();
            const { lease } = await child.run('open', { token });
            const { session, idle } = createTokenSession(child, lease, signal);
            try {
              return await work(session);
            } finally {
              const released = idle().then(async () => child.run('release', { lease }));
              occupied(released);
              if (!signal?.aborted) await released.catch(() => undefined);
            }
          },
          signal,
        ),
      initialise: async (where, { label, soPin, pin }) =>
        queue.run(
          'token' in where ? keyOf(where.token) : `slot ${where.slot}`,
          async () =>
            withPins([soPin, pin ?? null], async (soPinOctets, pinOctets) => {
              const firstPin = pin !== undefined;
              return process.run('initialise', { where, label, soPin: soPinOctets, firstPin, pin: pinOctets });
            }),
          undefined,
        ),
      onFault: process.onFault,
      get faults() {
        return process.faults;
      },
      retry: () => {
        process.retry();
        void slots.lookNow();
      },
      close: async () => {
        slots.stop();
        await process.close();
      },
    };
    return client;
  };
}
