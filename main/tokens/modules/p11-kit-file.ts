// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { readBounded } from '../../imports/read-bounded.ts';

const maxFileBytes = 64 * 1024;

export type P11KitSettings = ReadonlyMap<string, string>;

/** pkcs11.conf(5), FILE FORMAT. Only a leading `#` starts a comment. The first of repeated settings counts. */
export function parseP11KitFile(text: string): P11KitSettings {
  const settings = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s*([\w.-]+)\s*:(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !settings.has(name)) settings.set(name, value.trim());
  }
  return settings;
}

/** Returns null if missing, unreadable, too large or not a regular file. */
export async function readP11KitFile(path: string): Promise<P11KitSettings | null> {
  try {
    // Opening a pipe would block.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await file.stat()).isFile()) return null;
      const bytes = await readBounded(file, maxFileBytes);
      return bytes === null ? null : parseP11KitFile(bytes.toString('utf8'));
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
