// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readlinkSync } from 'node:fs';

/** On Linux, identifies a process despite PID reuse. */
export interface ProcessMark {
  readonly pid: number;
  readonly process: string;
}

export function markOwnProcess(): ProcessMark {
  return { pid: process.pid, process: markOf(process.pid) ?? '' };
}

/** Returns true if unknown (another PID namespace). */
export function isAlive({ pid, process: mark }: ProcessMark): boolean {
  const [boot, namespace] = mark.split('/');
  const [ownBoot, ownNamespace] = (markOf(process.pid) ?? '').split('/');
  if (mark === '' || ownBoot === '') return answersSignal(pid);
  if (boot !== ownBoot) return false;
  return namespace !== ownNamespace || markOf(pid) === mark;
}

/** Boot id, PID namespace and start time (proc(5), field 22). Empty if not on Linux, null if not running. */
function markOf(pid: number): string | null {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 2, the program's name, may contain spaces and `)`.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    if (state === 'Z' || state === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot}/${readlinkSync('/proc/self/ns/pid')}/${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
