// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { commentsOf, wordsIn } from '../../../scripts/house/comments.ts';
import { circles, importsOf } from '../../../scripts/house/imports.ts';

const texts = (files: Readonly<Record<string, string>>) => importsOf(new Map(Object.entries(files)));

describe('comments of a source', () => {
  test.each([
    ['a line', 'const a = 1; // why\nconst b = 2;', [' why']],
    ['a block', '/** one\n * two */ let a;', ['* one\n * two ']],
    ['none in a string', `const a = 'https://a.example/*x*/'; // b`, [' b']],
    ['none in a template, but in its expression', 'const a = `//x ${b /* y */} //z`; // c', [' y ', ' c']],
    ['none in a regular expression', 'const a = /[/*]x\\/\\/y/; // d', [' d']],
    ['after a division', 'const a = b / c; // e / f', [' e / f']],
    ['braces within a template', 'const a = `${{ b: `${c}//` }.b}//`; /* f */', [' f ']],
  ])('%s', (_title, source, comments) => {
    expect(commentsOf(source)).toEqual(comments);
  });

  test('counts only words with a letter', () => {
    expect(wordsIn('* two words, 12 34 -- 证书管家 a1')).toBe(4);
  });
});

describe('imports', () => {
  const files = {
    'main/a/x.ts': "import { y } from '../b/y.ts';\nimport 'node:fs';",
    'main/b/y.ts': "import type { Z } from './z.ts';\nexport { q } from './z.ts';",
    'main/b/z.ts': "const x = await import('../a/x.ts');",
    'main/c/alone.ts': "import './gone.ts';",
  };

  test('include types, re-exports and dynamic imports, but no missing files', () => {
    expect(Object.fromEntries(texts(files))).toEqual({
      'main/a/x.ts': ['main/b/y.ts'],
      'main/b/y.ts': ['main/b/z.ts'],
      'main/b/z.ts': ['main/a/x.ts'],
      'main/c/alone.ts': [],
    });
  });

  test('finds circles between files', () => {
    expect(circles(texts(files)).map((group) => group.toSorted())).toEqual([
      ['main/a/x.ts', 'main/b/y.ts', 'main/b/z.ts'],
    ]);
    expect(circles(texts({ ...files, 'main/b/z.ts': '' }))).toEqual([]);
  });
});
