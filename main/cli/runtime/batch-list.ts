// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { file, insteadOfWords } from './options.ts';

export const batchOptions = insteadOfWords({
  batch: file('LIST.jsonl', { 'zh-CN': '文件列表，每行一个 JSON', en: 'List of files, one JSON object per line' }),
});

/** Skips empty lines. Errors: `file-unreadable`, `usage` (`line`). */
export async function readBatchList<T extends z.ZodType>(file: string, schema: T): Promise<z.infer<T>[]> {
  const lines = (await readList(file)).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, schema, index + 1)]));
}

async function readList(file: string): Promise<string> {
  try {
    // Some editors add a BOM.
    return (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    throw new AppError('file-unreadable', { file, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

function parseLine<T extends z.ZodType>(line: string, schema: T, number: number): z.infer<T> {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    // Don't report the line, because it may contain a password.
    throw new AppError('usage', { argument: '--batch', line: number });
  }
}
