// SPDX-License-Identifier: Apache-2.0
import { type Dirent, opendirSync, readdirSync } from 'node:fs';
import { openable, type ScanPath } from './scan-path.ts';

/**
 * Octets that a folder's own list takes: 13,000 files at most on Linux's file systems, a quarter of a million on ZFS, which
 * counts entries. A folder of nought is one whose file system does not tell.
 */
const maxBytesAtOnce = 256 * 1024;
const entriesAtOnce = 256;

/**
 * What lies in a folder; names as Latin-1 where the path is raw. `bytes`: the folder's own size. A list read at once takes
 * half the time of one read in pieces, which is for folders that would fill the memory. Throws, also in the midst of it.
 */
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
