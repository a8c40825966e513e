// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Part of util-linux. Node can't set limits. */
const prlimit = '/usr/bin/prlimit';
/** A hard limit can't be raised again. */
const noCoreDumps = '--core=0:0';
const isPossible = process.platform === 'linux' && existsSync(prlimit);

/** Prevents core dumps with secrets, also in children. Without prlimit, the account's limit applies. */
export async function disableCoreDumps(): Promise<void> {
  if (!isPossible) return;
  const child = spawn(prlimit, [noCoreDumps, '--pid', String(process.pid)], { stdio: 'ignore', env: {} });
  await new Promise<void>((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  });
}

/** Options that make `fork` start prlimit, which execs Node. */
export function coreDumpsDisabled(flags: readonly string[]): { execPath?: string; execArgv: string[] } {
  if (!isPossible) return { execArgv: [...flags] };
  return { execPath: prlimit, execArgv: [noCoreDumps, process.execPath, ...flags] };
}
