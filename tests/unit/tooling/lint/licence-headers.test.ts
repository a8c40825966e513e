// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rooms = '{.ci,.github,main,preload,renderer,resources,scripts,shared,tests}';
const sources = [
  `${rooms}/**/*.{ts,tsx,mts,mjs,css,c,h,html,sh,py,nsh,nsi,yml}`,
  '*.{ts,yml}',
  '.ci/run',
  'resources/*/certsteward{,.cmd}',
];

it('[P01] every source names its licence in its first two lines (SPDX)', () => {
  const files = globSync(sources);
  expect(files.length).toBeGreaterThan(2500);
  const bare = files.filter(
    (file) => !/^(?:.*\r?\n)?.*SPDX-License-Identifier: Apache-2\.0\b/.test(readFileSync(file, 'utf8')),
  );
  expect(bare).toEqual([]);
});
