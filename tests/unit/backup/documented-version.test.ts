// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { containerVersion } from '../../../main/backup/container/manifest.ts';

const root = join(import.meta.dirname, '../../..');

test('[B02] docs/formats.md documents the version that is written', () => {
  const page = readFileSync(join(root, 'docs/formats.md'), 'utf8').split('\n## ');
  const chapter = page.find((each) => each.startsWith('Backup\n')) ?? '';
  expect(chapter).toContain(`version ${containerVersion} of its format.`);
  expect(chapter).toContain(`\n| \`version\` | ${containerVersion} |\n`);
  const versions = chapter.slice(chapter.indexOf('\n### Versions'), chapter.indexOf('\n### What a reader checks'));
  const rows = [...versions.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: containerVersion }, (_, index) => index + 1));
});
