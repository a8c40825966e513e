// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { syncedFolderOf } from '../../../../main/vault/folder/synced-folder.ts';

test('[K01] a vault in a synced or network folder is recognised by its path', () => {
  const synced = {
    'C:\\Users\\me\\OneDrive - Firma\\vault': 'OneDrive',
    '/home/me/Dropbox (Personal)/v': 'Dropbox',
    '/Users/me/Library/Mobile Documents/com~apple~CloudDocs': 'iCloud',
    '/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/v': 'Google Drive',
    'D:\\我的坚果云\\证书': 'Nutstore 坚果云',
    '/home/me/Nutstore Files/v': 'Nutstore 坚果云',
    'E:\\BaiduSyncdisk': 'Baidu 百度网盘',
    '\\\\server\\share\\vault': 'network',
  };
  const found = Object.keys(synced).map((path) => [path, syncedFolderOf(path)]);
  expect(Object.fromEntries(found)).toEqual(synced);
});

test('[K01] an ordinary path is not reported as synced', () => {
  const ordinary = [
    '/home/me/.config/CertSteward',
    'C:\\Users\\boxer\\AppData\\Roaming',
    '/srv/my dropboxes',
    '\\\\?\\C:\\v',
  ];
  expect(ordinary.filter((path) => syncedFolderOf(path) !== null)).toEqual([]);
});
