// SPDX-License-Identifier: Apache-2.0
/** `npm run measure:house` prints figures about the source code. `--list` adds the counted items. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commentsOf, wordsIn } from './house/comments.ts';
import { rooms } from '../.dependency-cruiser.ts';
import { circles, importsOf } from './house/imports.ts';

const root = path.resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  .split('\0')
  .filter((file) => file !== '');
const isCode = (file: string): boolean => /\.(?:ts|tsx|mjs)$/.test(file);
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const linesOf = (text: string): number => text.split('\n').length - 1;

const code = new Map(tracked.filter(isCode).map((file) => [file, read(file)]));
const sources = new Map([...code].filter(([file]) => !file.startsWith('tests/')));
const lengths = [...sources].map(([file, text]) => [linesOf(text), file] as const).toSorted(([a], [b]) => a - b);

const generated = [
  'shared/domain/entries.ts',
  ...tracked.filter((file) => /^resources\/(?:man|profiles)\//.test(file)),
];

function crowded(): string[] {
  const children = new Map<string, Set<string>>();
  for (const file of tracked.filter((each) => !/\.(?:png|ico|svg)$/.test(each)))
    for (let inner = file; inner.includes('/'); inner = path.posix.dirname(inner)) {
      const folder = path.posix.dirname(inner);
      children.set(folder, (children.get(folder) ?? new Set()).add(inner));
    }
  return [...children]
    .filter(([, names]) => names.size > 20)
    .map(([folder, names]) => `${folder} ${names.size}`)
    .toSorted();
}

/** Handlers that `handlersOf` could take directly from a service. */
const forwarding = [...sources]
  .filter(([file]) => file.startsWith('main/ipc/handlers/'))
  .flatMap(([, text]) =>
    [...text.matchAll(/^ {4}(\w+): (?:async )?\([^)]*\) =>\s*(?:await )?[\w.]+\([^()]*\),$/gm)].map(
      ([, call = '']) => call,
    ),
  );

const imports = importsOf(sources);
const fileCircles = circles(imports);
const roomCircles = circles(new Map(Object.entries(rooms)));
const folders = crowded();
const figures: readonly (readonly [string, number | string, readonly string[]])[] = [
  ['files, tests included', code.size, []],
  ['files outside tests', sources.size, []],
  ['lines outside tests', lengths.reduce((sum, [lines]) => sum + lines, 0), []],
  ['lines of a file, median', lengths[Math.floor(lengths.length / 2)]?.[0] ?? 0, []],
  ['lines of the largest file', lengths.at(-1)?.join(' ') ?? '', []],
  ['files of under 30 lines', lengths.filter(([lines]) => lines < 30).length, []],
  ['comment words', [...sources.values()].flatMap(commentsOf).reduce((sum, text) => sum + wordsIn(text), 0), []],
  ['folders with more than 20 children', folders.length, folders],
  ['import circles between files', fileCircles.length, fileCircles.map((group) => group.join(' '))],
  ['rooms in circles', roomCircles.flat().length, roomCircles.map((group) => group.toSorted().join(' '))],
  ['files in main/processes', [...sources.keys()].filter((file) => file.startsWith('main/processes/')).length, []],
  ['generated lines committed', generated.reduce((sum, file) => sum + linesOf(read(file)), 0), generated],
  ['handlers that only forward', forwarding.length, forwarding],
];
for (const [name, figure, named] of figures) {
  console.log(`${String(figure).padStart(8)}  ${name}`);
  if (process.argv.includes('--list')) for (const each of named) console.log(`          - ${each}`);
}
