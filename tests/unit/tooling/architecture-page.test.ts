// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

it('every path in docs/architecture.md exists', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const paths = [...page.matchAll(/`((?:main|preload|renderer|shared|resources|tests)\/[^`]+)`/g)].map(
    ([, path = '']) =>
      // A placeholder such as `<domain>` matches any name.
      path.replaceAll(/<[^>]+>/g, '*'),
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
});
