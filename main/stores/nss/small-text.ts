// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const maxBytes = 1024 * 1024;
/** Don't block the main process on a pipe. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Returns an empty string if the file is missing, too large or unreadable. */
export function smallText(file: string): string {
  try {
    const descriptor = openSync(file, flags);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile() || stats.size > maxBytes) return '';
      const content = Buffer.alloc(stats.size);
      return content.toString('utf8', 0, readSync(descriptor, content, 0, stats.size, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
