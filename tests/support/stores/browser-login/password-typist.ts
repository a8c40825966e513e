// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** A separate display with a window manager, where password prompts can be answered. */
export interface Typist {
  readonly display: string;
  /** Waits for a window with this title, types the password and confirms. Resolves to false if none appeared. */
  typeInto(title: string, password: string): Promise<boolean>;
  close(): void;
}

const waitMs = 20_000;

export async function startTypist(): Promise<Typist> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (digits: Buffer) => resolve(`:${digits.toString('latin1').trim()}`));
    server.once('error', reject);
  });
  const env = { PATH: process.env['PATH'], DISPLAY: display, HOME: '/nonexistent' };
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  const tell = (args: readonly string[], input?: string): string =>
    execFileSync('xdotool', args, { env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  return {
    display,
    async typeInto(title, password) {
      const window = await windowNamed(tell, title);
      if (window === null) return false;
      tell(['windowfocus', '--sync', window]);
      // A script on stdin keeps the password out of argv.
      tell(['-'], `type --delay 20 ${JSON.stringify(password)}\nkey Return\n`);
      return true;
    },
    close() {
      manager.kill();
      server.kill();
    },
  };
}

async function windowNamed(tell: (args: readonly string[]) => string, title: string): Promise<string | null> {
  const end = Date.now() + waitMs;
  while (Date.now() < end) {
    try {
      const [first] = tell(['search', '--onlyvisible', '--name', title]).split('\n');
      if (first !== undefined && first !== '') return first;
    } catch {
      // xdotool exits with 1 while there is no window.
    }
    await wait(200);
  }
  return null;
}
