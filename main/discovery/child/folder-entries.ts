// SPDX-License-Identifier: Apache-2.0
import { type Dirent, opendirSync, readdirSync } from 'node:fs';
import { openable, type ScanPath } from './scan-path.ts';

/**
 * Directory size: 13,000 files on Linux's file systems, a quarter of a million on ZFS, which counts entries. 0: not
 * reported.
 */
const maxBytesAtOnce = 256 * 1024;
const entriesAtOnce = 256;

/** Latin-1 for raw paths. Reading at once takes half the time; pieces are for huge folders. Throws, also midway. */
export function entriesOf(path: ScanPath, bytes: number): Iterable<Dirent> {
  const encoding = path.raw ? 'latin1' : 'utf8';
  if (bytes > 0 && bytes <= maxBytesAtOnce) return readdirSync(openable(path), { encoding, withFileTypes: true });
  return inPieces(path, encoding);
}

function* inPieces(path: ScanPath, encoding: BufferEncoding): Generator<Dirent> {
  const folder = opendirSync(openable(path), { encoding, bufferSize: entriesAtOnce });
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) yield entry;
  } finally {
    folder.closeSync();
  }
}
