// SPDX-License-Identifier: Apache-2.0
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('docs/threat-model.md', 'utf8');
const files = globSync('{main,preload,renderer,shared,scripts,tests}/**/*.{ts,tsx}');

/** Backticked text that looks like a file or folder in this repository. */
const named = [...text.matchAll(/`([\w./*-]+)`/g)]
  .map((match) => match[1] ?? '')
  .filter((name) => /[/]|\.tsx?$/.test(name));

const isThere = (name: string): boolean =>
  existsSync(name) ||
  existsSync(name.replace(/\/$/, '')) ||
  // A bare name matches any file with that name.
  (!name.includes('/') && files.some((file) => file.endsWith(`/${name}`)));

describe('[X09] the threat model', () => {
  it('names only files that exist', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  it('has a test or a lint rule for each of Electron’s twenty points', () => {
    const rows = [...text.matchAll(/^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
    expect(rows.map((row) => Number(row[1]))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(rows.filter((row) => !/checklist|\.test\.ts|e2e|lint/.test(row[4] ?? '')).map((row) => row[1])).toEqual([]);
  });
});
