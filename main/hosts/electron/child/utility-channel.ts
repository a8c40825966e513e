// SPDX-License-Identifier: Apache-2.0
import type { UtilityProcess } from 'electron';
import { setImmediate } from 'node:timers/promises';
import { withExactViews } from '../../../children/exact-views.ts';
import type { ChildChannel } from '../../../children/process-port.ts';

export function utilityChannel(child: Pick<UtilityProcess, 'postMessage' | 'on' | 'once' | 'kill'>): ChildChannel {
  let started = false;
  child.once('spawn', () => void (started = true));
  // Without a listener, an error would end this process.
  child.on('error', () => undefined);
  return {
    post: async (message) => {
      withExactViews(message, (exact) => child.postMessage(exact));
      await setImmediate();
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => {
      // `kill` does nothing before `spawn`.
      if (started) child.kill();
      else child.once('spawn', () => void child.kill());
    },
  };
}
