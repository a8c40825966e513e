// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { processTree } from '../../e2e/support/apps/process-tree.ts';
import { waitUntil } from '../../support/tokens/wait-until.ts';
import type { PinCall } from './enter-pin.ts';

const script = new URL('pin-session.ts', import.meta.url).pathname;
/** How long the module's process may outlive the app. */
const orphanMs = 3000;

export interface KilledEntry {
  /** The call's result, or null if the process was killed first. */
  readonly outcome: string | null;
  /** From the start of the call to its end or the kill. */
  readonly milliseconds: number;
  /** Whether the module's process outlived the app by `orphanMs`. */
  readonly orphaned: boolean;
}

/** Enters a PIN in a separate process and kills it when the call ends or `moment()` resolves. */
export async function enterAndKill(
  call: PinCall,
  at: { readonly modulePath: string; readonly folder: string; readonly dist: string },
  arm: () => void,
  moment: () => Promise<unknown>,
): Promise<KilledEntry> {
  const child = spawn(process.execPath, [script, at.modulePath, at.folder, at.dist], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.write(`${JSON.stringify(call)}\n`);
  const ready = await lines.next();
  if (ready.value !== 'ready') throw new Error(`the process of the entry ended early: ${String(ready.value)}`);
  const [, ...below] = processTree(child.pid ?? 0);
  arm();
  const started = performance.now();
  child.stdin.write('go\n');
  const said = lines.next();
  await Promise.race([said, moment()]);
  const milliseconds = performance.now() - started;
  child.kill('SIGKILL');
  await ended;
  const answer = await said;
  return { outcome: answer.done === true ? null : answer.value, milliseconds, orphaned: await isOrphaned(below) };
}

async function isOrphaned(processes: readonly number[]): Promise<boolean> {
  const left = (): number[] => processes.filter(runs);
  try {
    await waitUntil('the end of the module’s process', () => left().length === 0, orphanMs);
    return false;
  } catch {
    for (const id of left()) process.kill(id, 'SIGKILL');
    await waitUntil('the end of what was killed', () => left().length === 0, orphanMs);
    return true;
  }
}

/** A zombie doesn't run (proc(5): state Z). */
function runs(id: number): boolean {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
  } catch {
    return false;
  }
}
