// SPDX-License-Identifier: Apache-2.0
import { createInterface, type Interface } from 'node:readline/promises';
import { PassThrough, Writable } from 'node:stream';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { SecretPrompt } from './secrets.ts';

const ctrlC = 3;
const carriageReturn = 13;
const lineFeed = 10;

let hidden = false;
/** Typed without echo and not yet part of an answer. */
let typed = Buffer.alloc(0);
let answering: PassThrough | null = null;

/** Doesn't echo. Asks on stderr. Errors: `cancelled`. */
export async function promptSecret(question: string, { anotherFollows = false }: SecretPrompt = {}): Promise<string> {
  const { stdin } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // The reader suspends on Ctrl-Z, which needs the terminal's mode.
  const input = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => stdin.setRawMode(raw) });
  const end = (): void => void input.end();
  stdin.once('end', end);
  const reader = createInterface({ input, output: silent, terminal: true });
  hideTyping();
  // Ask only now: before, the terminal would echo a PIN.
  process.stderr.write(`${question} `);
  try {
    const answer = answerOf(reader, '');
    answering = input;
    passLine();
    return await answer;
  } finally {
    answering = null;
    stdin.off('end', end);
    if (anotherFollows) hideTyping();
    else showTyping();
    // Don't keep the process alive.
    if (anotherFollows) stdin.unref();
    process.stderr.write('\n');
  }
}

function hideTyping(): void {
  const { stdin } = process;
  if (!hidden) {
    hidden = true;
    stdin.on('data', take);
    process.once('exit', showTyping);
  }
  stdin.setRawMode(true);
  stdin.ref();
  stdin.resume();
}

/** Discards what was typed, because it must not answer a question that echoes. */
function showTyping(): void {
  if (!hidden) return;
  const { stdin } = process;
  hidden = false;
  typed = Buffer.alloc(0);
  stdin.off('data', take);
  process.off('exit', showTyping);
  stdin.setRawMode(false);
  stdin.pause();
  stdin.ref();
}

function take(chunk: Buffer): void {
  // A raw terminal sends no signal for Ctrl-C.
  if (answering === null && chunk.includes(ctrlC)) {
    process.emit('SIGINT');
    return;
  }
  typed = Buffer.concat([typed, chunk]);
  passLine();
}

/** Keeps later lines for the next question. */
function passLine(): void {
  if (answering === null) return;
  const end = typed.findIndex((byte) => byte === carriageReturn || byte === lineFeed);
  const isPair = typed[end] === carriageReturn && typed[end + 1] === lineFeed;
  const size = end === -1 ? typed.length : end + (isPair ? 2 : 1);
  const line = typed.subarray(0, size);
  typed = typed.subarray(size);
  const input = answering;
  if (end !== -1) answering = null;
  input.write(line);
}

/** Errors: `cancelled`. */
export async function askOnTerminal(question: string): Promise<string> {
  showTyping();
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
