// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Browsers' lists of profiles take some hundred bytes. */
const maxBytes = 1024 * 1024;
/** A pipe in the file's place is not waited for: this runs in the main process. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Text of a small file of a browser's settings; empty for what is no file, is larger, or cannot be read. */
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
