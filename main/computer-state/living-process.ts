// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readlinkSync } from 'node:fs';

/** A process as others can recognise it: a process id is given again to another one after its end. */
export interface ProcessMark {
  readonly pid: number;
  /** On Linux `boot/namespace/start`, else empty. */
  readonly process: string;
}

export function markOwnProcess(): ProcessMark {
  return { pid: process.pid, process: markOf(process.pid) ?? '' };
}

/** When it cannot be told (another system, another PID namespace), it is taken to live. */
export function isLiving({ pid, process: mark }: ProcessMark): boolean {
  const [boot, namespace] = mark.split('/');
  const [ownBoot, ownNamespace] = (markOf(process.pid) ?? '').split('/');
  if (mark === '' || ownBoot === '') return answersSignal(pid);
  if (boot !== ownBoot) return false;
  return namespace !== ownNamespace || markOf(pid) === mark;
}

/** proc(5): boot id, PID namespace, and the process's start in clock ticks (field 22). Null: no such process. */
function markOf(pid: number): string | null {
  if (process.platform !== 'linux') return '';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 2, the name, stands in brackets and may hold anything.
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
    // Somebody else's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
