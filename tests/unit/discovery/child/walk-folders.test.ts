// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeOf } from '../../../../main/discovery/child/file-systems.ts';
import { looksWanted } from '../../../../main/discovery/child/look-at-file.ts';
import { farPath, nearPathIn } from '../../../../main/discovery/child/near-path.ts';
import type { ReadAhead } from '../../../../main/discovery/child/read-ahead.ts';
import { type ScanTask, Walker } from '../../../../main/discovery/child/walk-folders.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { onWindows } from '../../../support/system.ts';

interface Walk {
  readonly files: string[];
  readonly opened: string[];
  readonly given: ScanTask[];
  unreadable: number;
}

function walk(
  folder: string,
  {
    hungry = 0,
    read = (): void => undefined,
    skip = [] as string[],
    ahead = null as ReadAhead | null,
    near = farPath,
    tasks = null as readonly ScanTask[] | null,
  } = {},
): Walk {
  const seen: Walk = { files: [], opened: [], given: [], unreadable: 0 };
  let waiting = hungry;
  const walker = new Walker({
    mustStop: () => false,
    claimHungry: () => waiting-- > 0,
    give: (tasks) => void seen.given.push(...tasks),
    near,
    file: (text) => {
      read();
      seen.opened.push(text);
      return true;
    },
    found: ({ text }) => void seen.files.push(text),
    folder: () => undefined,
    unreadable: () => void (seen.unreadable += 1),
    readAhead: () => ahead,
    skip: new Set(skip),
  });
  walker.run(tasks ?? [task(folder)]);
  return seen;
}

function task(folder: string): ScanTask {
  return { kind: 'folder', path: { text: folder, raw: false }, device: null };
}

function tree(): string {
  const folder = temporaryFolder();
  for (const name of ['a', 'b', 'c', 'd']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file'), name);
  }
  return folder;
}

test('[D01] counts an inaccessible file as unreadable, but not one that vanished', () => {
  const failing = (code: string) => ({ read: () => void looksWantedFails(code) });
  expect(walk(tree(), { read: () => void looksWanted('/nowhere/at all') }).unreadable).toBe(0);
  expect(walk(tree(), failing('EACCES')).unreadable).toBe(4);
});

function looksWantedFails(code: string): never {
  throw Object.assign(new Error(code), { code });
}

test('[D01] gives an idle worker half of the waiting folders, each exactly once', () => {
  const folder = tree();
  const { files, given } = walk(folder, { hungry: 1 });
  expect(given.length).toBeGreaterThan(0);
  const passedOn = given.map((task) => (task.kind === 'folder' ? task.path.text : task.folder.text));
  const names = [...files.map((file) => join(file, '..')), ...passedOn].toSorted();
  expect(names).toEqual(['a', 'b', 'c', 'd'].map((name) => join(folder, name)));
});

test('[D01] gives an idle worker the last files of a folder when no folders are left', () => {
  const folder = temporaryFolder();
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), name);
  const { files, given } = walk(folder, { hungry: 1 });
  expect(files).toEqual([]);
  expect(given).toMatchObject([{ kind: 'files', folder: { text: folder } }]);
});

test('[D01] reads a large folder completely, in several pieces', () => {
  const folder = temporaryFolder();
  const name = 'a long name of a file, so that the list of them takes more than is read at once, ';
  for (let index = 0; index < 4000; index++) writeFileSync(join(folder, `${name}${name}${index}`), '');
  // Windows reports no size for folders.
  if (!onWindows) expect(statSync(folder).size).toBeGreaterThan(256 * 1024);
  expect(new Set(walk(folder).files).size).toBe(4000);
});

test('[D01] does not enter a skipped folder', () => {
  const folder = tree();
  const id = placeOf({ text: join(folder, 'b'), raw: false })?.id ?? '';
  expect(walk(folder, { skip: [id] }).files).toHaveLength(3);
});

test('[D01] does not enter a skipped folder through a link', () => {
  const folder = tree();
  const other = join(temporaryFolder(), 'other');
  symlinkSync(folder, other);
  const id = placeOf({ text: join(folder, 'b'), raw: false })?.id ?? '';
  expect(walk(other, { tasks: [task(join(other, 'a')), task(join(other, 'b'))], skip: [id] }).files).toHaveLength(1);
});

test('[D01] requests files, but not folders, ahead of reading them', () => {
  const folder = tree();
  mkdirSync(join(folder, 'a', 'below'));
  writeFileSync(join(folder, 'a', 'second'), '');
  const asked: string[] = [];
  const { files } = walk(folder, {
    ahead: (path) => void asked.push(path),
    read: () => expect(asked.length).toBeGreaterThan(0),
  });
  expect(asked.toSorted()).toEqual(files.toSorted());
  expect(files).toHaveLength(5);
});

test.skipIf(process.platform !== 'linux')(
  '[D01] opens folders and files by their near paths, and reports their full paths',
  () => {
    const folder = tree();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a/`), Buffer.of(0xff)]), 'no UTF-8');
    // Renamed, so that files open only under the near path.
    const moved = join(temporaryFolder(), 'moved');
    renameSync(folder, moved);
    const near = (text: string): string => text.replace(folder, moved);
    const { files, opened, unreadable } = walk(folder, { near });
    const names = ['a/file', 'a/\u00ff', 'b/file', 'c/file', 'd/file'];
    expect(files.toSorted()).toEqual(names.map((name) => join(folder, name)).toSorted());
    expect(opened.toSorted()).toEqual(names.map((name) => join(moved, name)).toSorted());
    expect(unreadable).toBe(0);
    const gift = { kind: 'files', folder: { text: join(folder, 'a'), raw: false }, names: ['file'] } as const;
    const given = walk(folder, { near, tasks: [gift] });
    expect({ files: given.files, opened: given.opened }).toEqual({
      files: [join(folder, 'a/file')],
      opened: [join(moved, 'a/file')],
    });
  },
);

test('[D01] searches the working directory like any other folder', () => {
  const folder = tree();
  const inFolder = nearPathIn(folder);
  const asked: string[] = [];
  const near = (text: string, raw: boolean): string => {
    asked.push(inFolder(text, raw));
    return join(folder, inFolder(text, raw).replace(folder, ''));
  };
  expect(walk(folder, { near }).files).toHaveLength(4);
  expect(asked).toContain(join('a/'));
});
