// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { slashes } from '../../support/system.ts';

/** Files in main/, outside destinations/, that write to disk, and what they write. */
const ownWriters: Record<string, string> = {
  'backup/destinations/token-destination.ts': 'ciphertext in the vault’s folder, on its way from a token',
  'backup/destinations/webdav/temporary-files.ts': 'ciphertext in the vault’s folder, on its way to a server',
  'backup/destinations/write-to-folder.ts': 'the temporary file of an OutputFile, which gives it its name',
  'backup/destinations/write-to-token.ts': 'ciphertext in the vault’s folder, on its way to a token',
  'computer-state/damaged-state.ts': 'this computer’s own state',
  'computer-state/open-state.ts': 'this computer’s own state',
  'hosts/chromium/profile.ts': 'the profile of our own window',
  'hosts/electron/desktop/autostart.ts': 'the one file that the desktop starts the app by; its text and place are ours',
  'hosts/electron/desktop/fatal-error.ts': 'a new file that the person named when the app could only end',
  'hosts/electron/start/started-file.ts':
    'an empty new file in the launcher’s temporary folder; the page has no part in it',
  'hosts/node/single-instance.ts': 'the random name of the pipe on Windows, in the data folder',
  'hosts/settings-file.ts': 'the settings',
  'imports/vault-draft.ts': 'a dropped vault in the vault’s folder, while it is looked into',
  'practice/practice-steps.ts': 'a revocation list in the practice’s own temporary folder',
  'practice/practice.ts': 'files of the practice, in its own temporary folder',
  'stores/browser-modules/list-file.ts': 'the list of modules of a store that was found',
  'updates/seen-list.ts': 'the number of the newest list of versions seen',
  'vault/deletion/erase-residue.ts': 'the mark of a purge that goes on, beside the vault',
  'vault/export/export-vault.ts': 'the temporary file of an OutputFile, which gives it its name',
  'vault/folder/folder.ts': 'the vault itself',
  'vault/store/open-read-only.ts': 'a copy of a foreign vault in a temporary folder, while it is read',
  'vault/store/migration-copy.ts': 'the copy of the vault before a migration',
};

const writing = /^(?:writeFile|appendFile|copyFile|cp|rename|link|symlink|truncate)(?:Sync)?$|^createWriteStream$/;
const opensToWrite = /\b(?:open|openSync)\([^;]*(?:'[wa]x?\+?'|O_CREAT)/;

test('[X12] every module outside destinations/ that writes files is listed with its place', () => {
  const root = resolve(import.meta.dirname, '../../../main');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(slashes)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('destinations/'))
    .filter((name) => {
      const text = readFileSync(join(root, name), 'utf8');
      const imported = [...text.matchAll(/import \{([^}]*)\} from 'node:fs(?:\/promises)?'/g)].flatMap(
        ([, names = '']) => names.split(',').map((each) => each.trim()),
      );
      return imported.some((each) => writing.test(each)) || opensToWrite.test(text);
    });
  expect(files.toSorted()).toEqual(Object.keys(ownWriters).toSorted());
});
