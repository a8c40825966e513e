// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entriesFile, entriesModule, taggedSources } from '../../../scripts/entries.ts';
import { childEntries, mainEntries, preloadEntries, workerEntries } from '../../../shared/domain/entries.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const lists = [mainEntries, childEntries, workerEntries, preloadEntries];
const listed = new Set(lists.flatMap((list) => Object.values(list).map(({ source }): string => source)));

const sources = ['main', 'preload', 'shared', 'renderer'].flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(room, name.replaceAll('\\', '/'))),
);
/** Values that tests compare with electron-builder.yml; the program itself doesn't read them. */
const unread = ['main/hosts/electron/fuses.ts'];
const textOf = (source: string): string => readFileSync(path.join(root, source), 'utf8');

describe('the list of entries', () => {
  it('matches the tags in the sources', () => {
    expect(readFileSync(entriesFile, 'utf8'), 'npm run entries').toBe(entriesModule());
  });

  it('includes every source of main and preload that no other source imports', () => {
    const imported = new Set(
      sources.flatMap((source) =>
        [...textOf(source).matchAll(/(?:from|import\()\s*'(\.[^']+)'|^import '(\.[^']+)'/gm)].map(([, from, alone]) =>
          path.posix.join(path.posix.dirname(source), from ?? alone ?? ''),
        ),
      ),
    );
    const started = sources.filter((source) => /^(main|preload)\//.test(source) && !imported.has(source));
    expect(started.toSorted()).toEqual([...listed, ...unread].toSorted());
  });

  it('lists exactly the sources that call serveChild as children', () => {
    const serving = sources.filter((source) => /^import \{.*\bserveChild\b/m.test(textOf(source)));
    expect(serving.toSorted()).toEqual(
      Object.values(childEntries)
        .map(({ source }): string => source)
        .toSorted(),
    );
  });

  describe('reading tags', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'certsteward-entries-'));
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    afterAll(() => rmSync(folder, { recursive: true }));

    it('finds entries in any folder, and refuses an unknown kind or two bundles with one name', () => {
      write('preload/page.ts', '/** @entry preload */\n');
      write('main/parsing/parse.ts', '/**\n * @entry child\n * Certificate files.\n */\n');
      expect(taggedSources(folder)).toMatchObject({ child: ['main/parsing/parse.ts'], preload: ['preload/page.ts'] });
      write('main/other.ts', '/** @entry thread */\n');
      expect(() => taggedSources(folder)).toThrow('no kind of entry');
      write('main/other.ts', '/** @entry worker */\n');
      write('main/other/parse.ts', '/** @entry worker */\n');
      expect(() => taggedSources(folder)).toThrow('would be one bundle');
    });
  });
});
