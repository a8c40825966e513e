// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

export interface Display {
  readonly name: string;
  /** Waits up to 20 s for a visible window whose title contains this text. */
  shows(text: string): Promise<boolean>;
  close(): void;
}

const lookEveryMs = 100;

export async function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (digits: Buffer) => resolve(`:${digits.toString('latin1').trim()}`));
    server.once('error', reject);
  });
  const isVisible = (text: string): boolean => {
    const env = { PATH: process.env['PATH'], DISPLAY: name, HOME: '/nonexistent' };
    try {
      return execFileSync('xdotool', ['search', '--onlyvisible', '--name', text], { env, stdio: 'pipe' }).length > 0;
    } catch {
      // xdotool exits with 1 while there is no window.
      return false;
    }
  };
  return {
    name,
    async shows(text) {
      const limit = performance.now() + 20_000;
      while (!isVisible(text)) {
        if (performance.now() > limit) return false;
        await setTimeout(lookEveryMs);
      }
      return true;
    },
    close: () => void server.kill(),
  };
}
