// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { firefoxBrowsers, type Surroundings } from './browsers-on-path.ts';
import type { NssLocation } from './nss-store.ts';
import { readProfiles, type FirefoxProfileEntry } from './profiles-ini.ts';
import { firefoxRuns } from './running-browser.ts';
import { smallText } from './small-text.ts';

interface Root {
  readonly folder: string;
  readonly browsers: readonly string[];
  readonly isRead: boolean;
  readonly suffix: string;
}

export interface FirefoxLocation extends NssLocation {
  readonly profileName: string;
}

/** Ids use the folder's name, or its path if ambiguous. */
export function firefoxProfiles(around: Surroundings): FirefoxLocation[] {
  const found = rootsOf(around).flatMap((root) => profilesOf(root).map((entry) => ({ root, entry })));
  const folders = found.map(({ root, entry }) => path.resolve(root.folder, entry.path));
  const names = folders.map((folder) => path.basename(folder));
  return found.flatMap(({ root, entry }, at) => {
    const folder = folders[at] ?? '';
    if (!existsSync(folder)) return [];
    const name = names[at] ?? '';
    const isUnique = names.filter((other) => other === name).length === 1;
    return [
      {
        id: `firefox:${isUnique ? name : folder}`,
        kind: 'firefox' as const,
        name: `Firefox (${entry.name}${root.suffix})`,
        profileName: entry.name,
        folder,
        browsers: root.browsers,
        isDefault: root.isRead && entry.isDefault,
        isRunning: () => firefoxRuns(folder),
      },
    ];
  });
}

/** Firefox prefers `~/.mozilla/firefox` to the XDG folder. Both are listed. */
function rootsOf(around: Surroundings): Root[] {
  const { home, env } = around;
  const browsers = firefoxBrowsers(around);
  const old = path.join(home, '.mozilla/firefox');
  const fresh = path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'mozilla/firefox');
  const oldWins = existsSync(old);
  return [
    { folder: old, browsers: oldWins ? browsers : [], isRead: oldWins, suffix: '' },
    { folder: fresh, browsers: oldWins ? [] : browsers, isRead: !oldWins, suffix: '' },
    ...sandboxRoots(home),
  ];
}

function sandboxRoots(home: string): Root[] {
  const below = (folder: string, kind: string): Root => ({
    folder: path.join(home, folder),
    browsers: [`Firefox (${kind})`],
    isRead: true,
    suffix: `, ${kind}`,
  });
  return [
    below('snap/firefox/common/.mozilla/firefox', 'Snap'),
    below('.var/app/org.mozilla.firefox/.mozilla/firefox', 'Flatpak'),
    below('.var/app/org.mozilla.firefox/config/mozilla/firefox', 'Flatpak'),
  ];
}

function profilesOf({ folder }: Root): FirefoxProfileEntry[] {
  return readProfiles(smallText(path.join(folder, 'profiles.ini')), smallText(path.join(folder, 'installs.ini')));
}
