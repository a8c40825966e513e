// SPDX-License-Identifier: Apache-2.0
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';

/**
 * Damages one database page at a time, in a fresh copy of the vault. Returns the findings of `check` for each page:
 * `sound` if none, `CODE affected…` for an AppError.
 */
export async function damageEachPage(folder: string, check: (copy: string) => Promise<string[]>): Promise<string[]> {
  const original = readFileSync(join(folder, 'vault.sqlite'));
  // The page size is in the file's header (SQLite file format, 1.3.2).
  const pageBytes = original.readUInt16BE(16);
  const outcomes: string[] = [];
  for (let page = 0; page * pageBytes < original.length; page += 1) {
    const copy = `${folder}-page`;
    cpSync(folder, copy, { recursive: true });
    const bytes = Buffer.from(original);
    // Keep the file header (100 octets), which precedes the first page's b-tree header.
    const at = page === 0 ? 100 : page * pageBytes;
    bytes.fill(0xa5, at, at + 12);
    writeFileSync(join(copy, 'vault.sqlite'), bytes);
    try {
      const found = await check(copy);
      outcomes.push(found.length === 0 ? 'sound' : found.join(' '));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const affected = error.details['affected'];
      outcomes.push(`${error.code} ${Array.isArray(affected) ? affected.join(' ') : ''}`.trim());
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }
  return outcomes;
}
