// SPDX-License-Identifier: Apache-2.0
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** The `lock` link points to `ADDRESS:+PID`. `.parentlock` exists even if Firefox isn't running. */
export function firefoxRuns(profile: string): boolean {
  const pid = /:\+?(\d+)$/.exec(linkOf(path.join(profile, 'lock')))?.[1];
  return pid !== undefined && isAlive(Number(pid));
}

/** The `SingletonLock` link points to `HOST-PID`. Other hosts (network home folders) are ignored. */
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
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
