// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Doesn't echo. Asks on stderr. Errors: `cancelled`. */
export async function promptSecret(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  const stopped = new AbortController();
  reader.once('SIGINT', () => stopped.abort());
  // Ask only now: until the reader exists, the terminal would echo a PIN.
  process.stderr.write(`${question} `);
  try {
    return await reader.question('', { signal: stopped.signal });
  } catch (error) {
    if (stopped.signal.aborted) throw new AppError('cancelled');
    throw error;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

/** Echoes. Asks on stderr. */
export async function askOnTerminal(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  try {
    return await reader.question(`${question} `);
  } finally {
    reader.close();
  }
}
