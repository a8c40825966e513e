// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';

const name = 'libsoftokn3.so';

const systemFolders = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib/loongarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/lib/x86_64-linux-gnu/nss',
  '/usr/lib/aarch64-linux-gnu/nss',
];

const firefoxFolders = [
  '/usr/lib/firefox-esr',
  '/usr/lib/firefox',
  '/usr/lib64/firefox',
  '/opt/firefox',
  '/snap/firefox/current/usr/lib/firefox',
];

export function softoknLibraries(kind: 'chromium' | 'firefox'): string[] {
  const folders = kind === 'firefox' ? [...firefoxFolders, ...systemFolders] : [...systemFolders, ...firefoxFolders];
  return folders.map((folder) => path.join(folder, name)).filter((file) => existsSync(file));
}
