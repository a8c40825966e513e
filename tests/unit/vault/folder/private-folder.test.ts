// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareFolder } from '../../../../main/vault/folder/folder.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { onWindows, privateFolderMode } from '../../../support/system.ts';

function folderWith(name: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'electron-profile'));
  writeFileSync(join(folder, name), '');
  chmodSync(folder, 0o755);
  prepareFolder(folder);
  return folder;
}

const modeOf = (folder: string): number => statSync(folder).mode & 0o777;

test('[X08] a folder that the window made before the vault becomes private', () => {
  expect(modeOf(folderWith('instance-name'))).toBe(privateFolderMode);
});

test('[X08] a folder with the user’s own files keeps its permissions', () => {
  expect(modeOf(folderWith('letter.odt'))).toBe(onWindows ? 0o666 : 0o755);
});
