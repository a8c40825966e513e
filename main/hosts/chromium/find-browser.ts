// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

export interface BrowserSearch {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(file: string): boolean;
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const windowsPaths = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];

/** Untested on macOS and Windows. */
export function findBrowser(search: BrowserSearch): string | null {
  return candidates(search).find((file) => search.exists(file)) ?? null;
}

function candidates({ platform, env }: BrowserSearch): string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    return windowsPaths.flatMap((parts) => roots.flatMap((root) => (root ? [path.win32.join(root, ...parts)] : [])));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env['HOME'] ? [path.posix.join(env['HOME'], 'Applications')] : [])];
    return macApps.flatMap((app) => roots.map((root) => path.posix.join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return linuxNames.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}
