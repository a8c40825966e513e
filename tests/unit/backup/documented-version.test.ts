import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { containerVersion } from '../../../main/backup/container/manifest.ts';

const root = join(import.meta.dirname, '../../..');

test('[B02] the page about the format knows the version that is written, and a golden backup of it is kept', () => {
  const page = readFileSync(join(root, 'docs/formats.md'), 'utf8').split('\n## ');
  const chapter = page.find((each) => each.startsWith('Backup\n')) ?? '';
  expect(chapter).toContain(`One file, version ${containerVersion} of its format.`);
  expect(chapter).toContain(`\n| \`version\` | 1 to ${containerVersion} |\n`);
  const versions = chapter.slice(chapter.indexOf('\n### Versions'), chapter.indexOf('\n### What a reader checks'));
  const rows = [...versions.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: containerVersion }, (_, index) => index + 1));
  for (const each of rows) expect(existsSync(join(root, `tests/golden/backup-v${each}.tar`))).toBe(true);
});
