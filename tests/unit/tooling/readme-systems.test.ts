// SPDX-License-Identifier: Apache-2.0
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const states = { works: 'works', simulated: 'simulated', 可用: 'works', 模拟: 'simulated' } as const;
const never = ['not run', '未运行', '—'];

interface Cell {
  readonly state: 'works' | 'simulated' | 'not run' | 'none';
  /** Tests that the cell links to, relative to the repository's root. */
  readonly tests: readonly string[];
}

/** Rows of the systems table, with a cell for each system. */
function rows(readme: string): Cell[][] {
  const text = readFileSync(join(root, readme), 'utf8');
  const [, table = ''] = /\| Windows \| macOS \|\n\|[-|]+\n((?:\|.*\n)+)/.exec(text) ?? [];
  return table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(2, 5)
        .map((cell) => cellOf(cell.trim())),
    );
}

function cellOf(text: string): Cell {
  if (never.includes(text)) return { state: text === '—' ? 'none' : 'not run', tests: [] };
  const links = [...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, word = '', path = '']) => ({ word, path }));
  const [first] = links;
  if (first === undefined || !Object.hasOwn(states, first.word)) throw new Error(`neither a state nor a link: ${text}`);
  return { state: states[first.word as keyof typeof states], tests: links.map(({ path }) => path) };
}

const sources = (path: string): string[] =>
  statSync(join(root, path)).isFile()
    ? [path]
    : globSync('**/*.{test,spec}.ts', { cwd: join(root, path) }).map((each) => join(path, each));

describe('[P06] [P07] what the README says of each system', () => {
  const english = rows('README.md');

  it('is the same in both languages', () => {
    expect(english.length).toBeGreaterThan(10);
    expect(rows('README.zh-CN.md')).toEqual(english);
  });

  it('names only tests that exist', () => {
    const named = english.flat().flatMap(({ tests }) => tests);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('claims no run on real Windows or macOS, and cites only Wine tests for Windows', () => {
    const [windows, macos] = [1, 2].map((column) => english.map((row) => row[column]?.state));
    expect(windows).not.toContain('works');
    expect(new Set(macos)).toEqual(new Set(['not run', 'none']));
    const withoutWine = english
      .flatMap((row) => row[1]?.tests ?? [])
      .filter((path) => !sources(path).some((each) => /\bwine/i.test(readFileSync(join(root, each), 'utf8'))));
    expect(withoutWine).toEqual([]);
  });
});
