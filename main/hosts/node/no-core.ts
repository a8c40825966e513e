// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Of util-linux, which every Linux distribution for a desktop has. Node itself cannot set a limit. */
const prlimit = '/usr/bin/prlimit';
/** Soft and hard limit: nobody below can lift it. */
const noCore = '--core=0:0';
const isPossible = process.platform === 'linux' && existsSync(prlimit);

/**
 * A crash of this process, and of those that it starts afterwards, leaves no core with a secret in it (X04). Where the limit cannot
 * be set (other systems, no util-linux), the account's own holds.
 */
export async function leaveNoCore(): Promise<void> {
  if (!isPossible) return;
  const child = spawn(prlimit, [noCore, '--pid', String(process.pid)], { stdio: 'ignore', env: {} });
  await new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  });
}

/** The same for a child from its first line on: the program sets the limit and then becomes the child. */
export function startedWithoutCore(flags: readonly string[]): { execPath?: string; execArgv: string[] } {
  if (!isPossible) return { execArgv: [...flags] };
  return { execPath: prlimit, execArgv: [noCore, process.execPath, ...flags] };
}
