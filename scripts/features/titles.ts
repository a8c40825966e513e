// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const comment = /^\s*(\/\/|\/?\*)/;

export function idsIn(text: string): readonly string[] {
  const code = text.split('\n').filter((line) => !comment.test(line));
  return [...new Set([...code.join('\n').matchAll(/\[([A-Z]\d\d)\]/g)].flatMap((match) => match[1] ?? []))];
}

export function testsByFeature(folder: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(test|spec)\.tsx?$/.test(name),
  );
  for (const name of files.toSorted()) {
    for (const id of idsIn(readFileSync(join(folder, name), 'utf8'))) {
      // These tests mention IDs as data.
      if (name.includes(`tooling${sep}features`)) continue;
      found.set(id, [...(found.get(id) ?? []), name.split(sep).join('/')]);
    }
  }
  return found;
}
