// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { AppError } from '../../../shared/domain/app-error.ts';

/**
 * The objects of a `--batch` list, one a line; empty lines are passed over. Errors: `file-unreadable`, `usage` with
 * the number of a line that is none.
 */
export async function readBatchList<T extends z.ZodType>(file: string, schema: T): Promise<z.infer<T>[]> {
  const lines = (await readList(file)).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => parseLine(line, schema, index + 1));
}

async function readList(file: string): Promise<string> {
  try {
    // A UTF-8 mark at the start is an editor's habit, not part of the first line.
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new AppError('file-unreadable', { file, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

function parseLine<T extends z.ZodType>(line: string, schema: T, number: number): z.infer<T> {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    // The line may hold a password: only its number is told.
    throw new AppError('usage', { argument: '--batch', line: number });
  }
}
