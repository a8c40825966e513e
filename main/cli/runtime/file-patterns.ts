// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { win32 } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ParsedArguments } from './arguments.ts';
import type { CallShape } from './options.ts';

/**
 * Expands `*.p12` on Windows, where shells don't and file names can't contain `*` or `?`. Skips folders and keeps
 * patterns without a match.
 */
export async function expandPatterns(
  { words: shape }: CallShape,
  parsed: ParsedArguments,
  platform: NodeJS.Platform = process.platform,
): Promise<ParsedArguments> {
  if (platform !== 'win32' || shape?.files !== true) return parsed;
  const words = (await Promise.all(parsed.words.map(filesNamedBy))).flat();
  const [, max] = shape.count;
  if (words.length > max) throw new AppError('usage', { argument: words[max] ?? '' });
  return { ...parsed, words };
}

async function filesNamedBy(word: string): Promise<readonly string[]> {
  const pattern = win32.basename(word);
  if (!/[*?]/.test(pattern)) return [word];
  const before = word.slice(0, word.length - pattern.length);
  const entries = await readdir(before === '' ? '.' : before, { withFileTypes: true }).catch(() => []);
  const matches = expressionOf(pattern);
  const names = entries.filter((entry) => entry.isFile() && matches.test(entry.name)).map(({ name }) => before + name);
  return names.length === 0 ? [word] : names.toSorted();
}

function expressionOf(pattern: string): RegExp {
  // Like cmd.exe's `dir`, `*.*` also matches names without a dot.
  const source = pattern === '*.*' ? '*' : pattern;
  const text = source.replaceAll(/[\\^$.+()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'isu');
}
