// SPDX-License-Identifier: Apache-2.0
import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const ctrlC = 3;
let stopHiding: (() => void) | null = null;

/** Doesn't echo, even between two questions, such as while the vault unlocks. Asks on stderr. Errors: `cancelled`. */
export async function promptSecret(question: string): Promise<string> {
  stopHiding?.();
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  // Ask only now: until the reader exists, the terminal would echo a PIN.
  process.stderr.write(`${question} `);
  try {
    return await answerOf(reader, '');
  } finally {
    hideTyping();
    process.stderr.write('\n');
  }
}

/** Keeps what is typed before the next question for that question. Node resets the terminal when it exits. */
function hideTyping(): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  const typed: Buffer[] = [];
  const take = (chunk: Buffer): void => {
    // A raw terminal sends no signal for Ctrl-C.
    if (chunk.includes(ctrlC)) process.emit('SIGINT');
    else typed.push(chunk);
  };
  stdin.setRawMode(true);
  stdin.on('data', take);
  stdin.resume();
  // Don't keep the process alive.
  stdin.unref();
  stopHiding = () => {
    stopHiding = null;
    stdin.off('data', take);
    stdin.ref();
    if (typed.length > 0) stdin.unshift(Buffer.concat(typed));
  };
}

/** Errors: `cancelled`. */
export async function askOnTerminal(question: string): Promise<string> {
  stopHiding?.();
  return await answerOf(
    createInterface({ input: process.stdin, output: process.stderr, terminal: true }),
    `${question} `,
  );
}

async function answerOf(reader: Interface, question: string): Promise<string> {
  const stopped = new AbortController();
  // Ctrl-C and Ctrl-D.
  for (const event of ['SIGINT', 'close']) reader.once(event, () => stopped.abort());
  try {
    return await reader.question(question, { signal: stopped.signal });
  } catch (error) {
    if (stopped.signal.aborted) throw new AppError('cancelled');
    throw error;
  } finally {
    reader.close();
  }
}
