// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { readFileSync, watch } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** A line of stdout or stderr and its time (ms after the start). */
export interface PrintedLine {
  readonly text: string;
  readonly at: number;
}

export interface EndedProcess {
  readonly lines: readonly PrintedLine[];
  readonly code: number | null;
  readonly killed: boolean;
  readonly milliseconds: number;
  /** Observed changes of the watched file. */
  readonly writes: number;
  /** Whether it had child processes when killed (only known on Linux). */
  readonly hadChild: boolean;
}

/**
 * Kill `milliseconds` after so many printed lines and changes of the watched file. Time alone says little on a busy
 * machine.
 */
export interface Moment {
  readonly afterLines: number;
  readonly afterWrites?: number;
  readonly milliseconds: number;
}

export interface WatchOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Also kills the child processes, at the same moment. */
  readonly wholeTree?: boolean;
  /** A folder and the name of a file in it whose changes are counted. */
  readonly watched?: { readonly folder: string; readonly file: string };
}

/** Runs Node with these arguments until it exits, or SIGKILLs it at `moment`. */
export async function runWatched(
  argv: readonly string[],
  moment: Moment | null,
  { environment = {}, wholeTree = false, watched }: WatchOptions = {},
): Promise<EndedProcess> {
  const started = performance.now();
  const since = () => performance.now() - started;
  const { PATH, HOME, XDG_STATE_HOME } = process.env;
  // Omit session variables, so that no desktop's OS store is used.
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, XDG_STATE_HOME, LANG: 'C.UTF-8', ...environment },
    // A separate process group, so that one signal kills the whole tree.
    detached: wholeTree,
  });
  const lines: PrintedLine[] = [];
  let [due, writes, hadChild] = [false, 0, false];
  const killWhenDue = async (): Promise<void> => {
    if (due || moment === null || lines.length < moment.afterLines || writes < (moment.afterWrites ?? 0)) return;
    due = true;
    await delay(moment.milliseconds);
    const { pid, exitCode, signalCode } = child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    hadChild = hasChild(pid);
    if (wholeTree) killGroup(pid);
    else child.kill('SIGKILL');
  };
  const watching =
    watched &&
    watch(watched.folder, (_event, name) => {
      if (name !== watched.file) return;
      writes += 1;
      void killWhenDue();
    });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      lines.push({ text, at: since() });
      void killWhenDue();
    });
  }
  void killWhenDue();
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) =>
        resolve({ lines, code, killed: signal === 'SIGKILL', milliseconds: since(), writes, hadChild }),
      );
    });
  } finally {
    watching?.close();
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It had already ended.
  }
}

function hasChild(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() !== '';
  } catch {
    return false;
  }
}

/** Maps `share` (0 to 1) evenly to an undisturbed run's time, from shortly before the first line to the end. */
export function momentWithin(whole: EndedProcess, share: number): Moment {
  const first = whole.lines[0]?.at ?? 0;
  // By then the process is opening the vault.
  const start = first * 0.8;
  const at = start + share * (whole.milliseconds - start);
  const before = whole.lines.filter((line) => line.at <= at);
  return { afterLines: before.length, milliseconds: at - (before.at(-1)?.at ?? 0) };
}
