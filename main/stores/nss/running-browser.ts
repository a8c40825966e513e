// SPDX-License-Identifier: Apache-2.0
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** Firefox: `lock` -> `127.0.1.1:+PID`. `.parentlock` stays behind and tells nothing. */
export function firefoxRuns(profile: string): boolean {
  const pid = /:\+?(\d+)$/.exec(linkOf(path.join(profile, 'lock')))?.[1];
  return pid !== undefined && isAlive(Number(pid));
}

/** Chromium: `SingletonLock` -> `HOST-PID`. A lock of another computer (a home on the network) cannot be judged. */
export function chromiumRuns(profile: string): boolean {
  const [, host, pid] = /^(.*)-(\d+)$/.exec(linkOf(path.join(profile, 'SingletonLock'))) ?? [];
  return host === hostname() && isAlive(Number(pid));
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there, and another account's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
