// SPDX-License-Identifier: Apache-2.0
import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Doesn't echo. Asks on stderr. Errors: `cancelled`. */
export async function promptSecret(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  // Ask only now: until the reader exists, the terminal would echo a PIN.
  process.stderr.write(`${question} `);
  try {
    return await answerOf(reader, '');
  } finally {
    process.stderr.write('\n');
  }
}

/** Errors: `cancelled`. */
export async function askOnTerminal(question: string): Promise<string> {
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
