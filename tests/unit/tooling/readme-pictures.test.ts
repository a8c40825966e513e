// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/i18n/language.ts';

const root = resolve(import.meta.dirname, '../../..');
const readmes = { en: 'README.md', 'zh-CN': 'README.zh-CN.md' } as const;
const lives = { en: 'docs/whole-life.md', 'zh-CN': 'docs/zh-CN/whole-life.md' } as const;
/** A repository keeps every version of a picture. */
const maxBytes = 60 * 1024;

const picturesIn = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:src(?:set)?="|\]\()([^")]+\.png)/g)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path)),
  );
const inFolder = (language: string, names: readonly string[]): string[] =>
  names.map((name) => `docs/pictures/${language}/${name}.png`);
const window = ['window-dark', 'window-light'];
const life = ['apply', 'issued', 'installed', 'backup', 'reminder', 'renewed', 'superseded', 'found'];

describe('pictures of the READMEs', () => {
  it.each(languages)('[U08] %s: the whole-life page shows each step in order, in this language', (language) => {
    expect(picturesIn(lives[language])).toEqual(inFolder(language, life));
  });

  it.each(languages)('[U08] %s: the README shows the window in both themes', (language) => {
    expect(picturesIn(readmes[language])).toEqual(inFolder(language, window));
  });

  it('all exist and are small, and the folder has no others', () => {
    const all = languages.flatMap((language) => [...picturesIn(readmes[language]), ...picturesIn(lives[language])]);
    for (const file of all) {
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(statSync(join(root, file)).size, file).toBeLessThan(maxBytes);
    }
    const kept = readdirSync(join(root, 'docs/pictures'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    expect(kept.toSorted()).toEqual(all.toSorted());
  });
});
