// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const chunk = 8 * 1024 * 1024;

/** Counts each pattern in the writable memory of a process. Linux only, for processes of the same user. */
export function countInMemory(processId: number, patterns: Readonly<Record<string, Buffer>>): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(patterns).map((name) => [name, 0]));
  const longest = Math.max(...Object.values(patterns).map((pattern) => pattern.length));
  const memory = openSync(`/proc/${processId}/mem`, 'r');
  const buffer = Buffer.alloc(chunk);
  try {
    for (const line of readFileSync(`/proc/${processId}/maps`, 'utf8').split('\n')) {
      const region = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (!region) continue;
      const end = Number.parseInt(region[2] ?? '', 16);
      // Chunks overlap by one byte less than the longest pattern, so that no match is split.
      for (let at = Number.parseInt(region[1] ?? '', 16); at < end; at += chunk - longest + 1) {
        const length = readAt(memory, buffer, at, Math.min(chunk, end - at));
        for (const [name, pattern] of Object.entries(patterns)) {
          for (let hit = buffer.indexOf(pattern); hit >= 0; hit = buffer.indexOf(pattern, hit + 1)) {
            const ownPiece = hit < chunk - longest + 1 || at + chunk >= end;
            if (hit + pattern.length <= length && ownPiece) counts[name] = (counts[name] ?? 0) + 1;
          }
        }
        buffer.fill(0);
      }
    }
  } finally {
    closeSync(memory);
  }
  return counts;
}

/** Some pages, such as device mappings, can't be read. */
function readAt(memory: number, buffer: Buffer, position: number, length: number): number {
  try {
    return readSync(memory, buffer, 0, length, position);
  } catch {
    return 0;
  }
}
