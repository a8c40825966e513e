// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/i18n/language.ts';

const root = resolve(import.meta.dirname, '../../..');
const readmes = { en: 'README.md', 'zh-CN': 'README.zh-CN.md' } as const;
/** A repository keeps every version of a picture for good. */
const maxBytes = 60 * 1024;

const named = (language: (typeof languages)[number]): string[] =>
  [...readFileSync(join(root, readmes[language]), 'utf8').matchAll(/(?:src="|\]\()([^")]+\.png)/g)].map(
    ([, file = '']) => file,
  );
const life = ['apply', 'issued', 'installed', 'backup', 'reminder', 'renewed', 'superseded', 'found'];

describe('pictures of the READMEs', () => {
  it.each(languages)('[U08] %s: the whole life, in its order, in this language', (language) => {
    expect(named(language)).toEqual(life.map((name) => `docs/pictures/${language}/${name}.png`));
  });

  it('all are there, small, and no other lies about', () => {
    const all = languages.flatMap(named);
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
