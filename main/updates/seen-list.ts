// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const fileName = 'releases.json';
const seenSchema = z.strictObject({ number: z.int().nonnegative() });

export function seenNumber(folder: string): number {
  try {
    return seenSchema.parse(JSON.parse(readFileSync(join(folder, fileName), 'utf8'))).number;
  } catch {
    return 0;
  }
}

export function rememberNumber(folder: string, number: number): void {
  const file = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify({ number }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // Ignore a full or read-only disk.
  }
}
