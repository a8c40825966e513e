// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readBounded } from '../../imports/read-bounded.ts';
import type { ParsedArguments } from './arguments.ts';
import type { SecretName } from './secret-options.ts';

export interface SecretSource<Name extends string = SecretName> {
  /** Returns null if not given. Errors: `secret-not-text`, `file-unreadable`, `usage`. */
  read(name: Name): Promise<string | null>;
  /** Returns null without a terminal. */
  prompt(name: Name, question: string, options?: SecretPrompt): Promise<string | null>;
}

export interface SecretPrompt {
  /** Don't echo before the next prompt, and keep what is typed for it. */
  readonly anotherFollows?: boolean;
}

const maxSecretBytes = 64 * 1024;

export function createSecretSource(
  parsed: ParsedArguments,
  io: { stdin: Readable & { isTTY?: boolean }; prompt(question: string, options?: SecretPrompt): Promise<string> },
  platform: NodeJS.Platform = process.platform,
): SecretSource {
  const fromStdin = [...parsed.flags].filter((flag) => flag.endsWith('-stdin'));
  if (fromStdin.length > 1) throw new AppError('usage', { option: `--${fromStdin[1] ?? ''}` });
  return {
    async read(name) {
      const file = parsed.values[`${name}-file`];
      const stdin = parsed.flags.has(`${name}-stdin`);
      if (file !== undefined && stdin) throw new AppError('usage', { option: `--${name}-stdin` });
      if (file !== undefined) return decodeSecret(await readSecretFile(file));
      if (stdin) return withoutEchoBlank(decodeSecretLine(await readAll(io.stdin)), platform);
      return null;
    },
    async prompt(_name, question, options) {
      return io.stdin.isTTY === true ? io.prompt(question, options) : null;
    },
  };
}

async function readSecretFile(file: string): Promise<Buffer> {
  try {
    // `file` may be a pipe (`<(…)`).
    const handle = await open(file, 'r');
    try {
      const bytes = await readBounded(handle, maxSecretBytes);
      if (bytes === null) throw new AppError('secret-not-text', { reason: 'too-long' });
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', { file, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxSecretBytes) throw new AppError('secret-not-text', { reason: 'too-long' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Decodes UTF-8, drops one trailing LF or CRLF and zeroes `bytes`. Errors: `secret-not-text`. */
export function decodeSecret(bytes: Buffer): string {
  const { text } = decodeSecretLine(bytes);
  return text;
}

interface SecretLine {
  readonly text: string;
  readonly end: '' | '\n' | '\r\n';
}

/** cmd's `echo secret | …` also sends the space before the pipe, so drop exactly one. */
function withoutEchoBlank({ text, end }: SecretLine, platform: NodeJS.Platform): string {
  return platform === 'win32' && end === '\r\n' && text.endsWith(' ') ? text.slice(0, -1) : text;
}

/** Errors: `secret-not-text` (`reason`: `too-long`, `utf-16` (Notepad), `not-utf-8`). */
function decodeSecretLine(bytes: Buffer): SecretLine {
  try {
    if (bytes.length > maxSecretBytes) throw new AppError('secret-not-text', { reason: 'too-long' });
    const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
    if (mark === 0xfffe || mark === 0xfeff) throw new AppError('secret-not-text', { reason: 'utf-16' });
    // `TextDecoder` drops an editor's BOM.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const end = text.endsWith('\r\n') ? '\r\n' : text.endsWith('\n') ? '\n' : '';
    return { text: text.slice(0, text.length - end.length), end };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('secret-not-text', { reason: 'not-utf-8' });
  } finally {
    bytes.fill(0);
  }
}
