// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';

/** Returns the id of the process in a daemon's pid file if it runs that program, otherwise null. */
export function runningDaemon(pidFile: string, program: string): number | null {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  const commandLine = `/proc/${pid}/cmdline`;
  // Empty for a zombie.
  return pid > 0 && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(program) ? pid : null;
}
