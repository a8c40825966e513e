// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MachineLock {
  release(): Promise<void>;
}

/**
 * Takes the machine-wide lock `name` for a daemon that can run only once. The lock lasts while flock(1)'s input is
 * open, so the end of this process releases it.
 */
export async function takeMachineLock(name: string): Promise<MachineLock> {
  const file = join(tmpdir(), `certsteward-${name}.lock`);
  const holder = spawn('flock', [file, 'sh', '-c', 'echo; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  const taken = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!taken) throw new Error(`flock ended without the lock ${file}`);
  return {
    release: async () => {
      holder.stdin.end();
      await ended;
    },
  };
}
