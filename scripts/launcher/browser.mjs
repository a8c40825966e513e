// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { onPath } from './commands.mjs';
import { ensure } from './debian-packages.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const windowsApplications = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** @returns {string | null} */
export function findBrowser(env = process.env, platform = process.platform) {
  if (platform === 'darwin') return macApplications.find((file) => existsSync(file)) ?? null;
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter((one) => one !== undefined);
    const files = folders.flatMap((folder) => windowsApplications.map((file) => path.join(folder, file)));
    return files.find((file) => existsSync(file)) ?? null;
  }
  return names.map((name) => onPath(name, env.PATH)).find((file) => file !== null) ?? null;
}

/** May install Debian's chromium package. @returns {Promise<string | null>} */
export async function obtainBrowser() {
  const found = findBrowser();
  if (found !== null || process.platform !== 'linux') return found;
  await ensure(['chromium']);
  return findBrowser();
}
