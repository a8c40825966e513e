// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromiumEntry } from './chromium-app.ts';

export interface HostProcess {
  readonly processId: number;
  /** Resolves with the output once it contains `text`; rejects if the process ends first. */
  waitForOutput(text: string): Promise<string>;
  /** Exit code, once the process has ended. */
  readonly ended: Promise<number | null>;
  terminate(signal?: NodeJS.Signals): void;
}

/** Starts a host as people do, Chromium by default: in a separate process, with the Node that runs the tests. */
export function startHostProcess(args: readonly string[], entry = chromiumEntry): HostProcess {
  const child = spawn(process.execPath, [entry, '--headless', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error('the host did not start');
  let output = '';
  const watchers = new Set<() => void>();
  stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
    for (const watcher of watchers) watcher();
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    processId: pid,
    ended,
    waitForOutput(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          watchers.delete(look);
          resolve(output);
        };
        watchers.add(look);
        look();
        void ended.then(() => reject(new Error(`the host ended without saying "${text}": ${output}`)));
      });
    },
    terminate: (signal = 'SIGTERM') => void child.kill(signal),
  };
}
