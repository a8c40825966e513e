// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { suggestedFolders } from '../../../main/discovery/suggested-folders.ts';
import { guid } from '../../../main/discovery/child/windows-places.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { slashes } from '../../support/system.ts';

function homeWith(...names: readonly string[]): string {
  const home = temporaryFolder();
  for (const name of names) mkdirSync(join(home, name), { recursive: true });
  return home;
}

test('[D01] suggests Windows folders that OneDrive moved, and only drives that Windows names', async () => {
  const home = homeWith('Desktop', 'OneDrive/Desktop', 'OneDrive/文档', 'Downloads', 'drive');
  const places = {
    desktop: join(home, 'OneDrive/Desktop'),
    documents: join(home, 'OneDrive/文档'),
    downloads: null,
    drives: [join(home, 'drive')],
  };
  const found = await suggestedFolders({ home, platform: 'win32', windowsPlaces: async () => places });
  expect(found.map(({ path }) => slashes(path.slice(home.length + 1)))).toEqual([
    'Downloads',
    'OneDrive/Desktop',
    'OneDrive/文档',
    '',
    'drive',
  ]);
});

test('[D01] suggests the usual Windows folders when Windows names none', async () => {
  const home = homeWith('Desktop', 'Documents');
  const found = await suggestedFolders({ home, platform: 'win32', windowsPlaces: async () => null });
  expect(found.map(({ kind }) => kind)).toEqual(['desktop', 'documents', 'home']);
});

test('[D01] encodes the identifier of a known folder as Windows lays it out in memory', () => {
  expect(Buffer.from(guid('374DE290-123F-4565-9164-39C4925E467B')).toString('hex')).toBe(
    '90e24d373f126545916439c4925e467b',
  );
});
