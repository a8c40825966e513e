// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';

/** Returns the pid in a daemon's pid file if that process runs `program`, otherwise null. */
export function runningDaemon(pidFile: string, program: string): number | null {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  const commandLine = `/proc/${pid}/cmdline`;
  // A zombie's command line is empty.
  return pid > 0 && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(program) ? pid : null;
}
