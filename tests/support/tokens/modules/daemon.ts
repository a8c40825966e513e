// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const lastWords = 4096;

export interface Daemon {
  readonly pid: number;
  output(): string;
  readonly ended: boolean;
  /** Sends SIGTERM, then SIGKILL after `graceMs`. Resolves when the daemon has ended. Idempotent. */
  stop(graceMs?: number): Promise<void>;
}

/** Returns an unlinked file, because a pipe would fill up and block the daemon while a test waits in `spawnSync`. */
function namelessFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-daemon-'));
  const descriptor = openSync(join(folder, 'output'), 'a+', 0o600);
  rmSync(folder, { recursive: true });
  return descriptor;
}

function endOf(descriptor: number): string {
  const octets = Buffer.alloc(lastWords);
  const start = Math.max(0, fstatSync(descriptor).size - lastWords);
  return octets.toString('utf8', 0, readSync(descriptor, octets, 0, lastWords, start));
}

/** Starts a daemon. setpriv(1) makes the kernel send SIGTERM to the daemon if this process dies first. */
export function startDaemon(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Daemon {
  const log = namelessFile();
  let stopped: Promise<void> | undefined;
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...words], {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...environment },
  });
  const gone = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const end = async (graceMs: number): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    if (!hasEnded()) await gone;
    clearTimeout(timer);
    closeSync(log);
  };
  return {
    pid: child.pid ?? 0,
    output: () => (stopped === undefined ? endOf(log) : ''),
    get ended() {
      return hasEnded();
    },
    stop: (graceMs = 5000) => (stopped ??= end(graceMs)),
  };
}
