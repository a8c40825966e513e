// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { certificateFile } from './child/file-names.ts';
import { chromiumBrowsers, defaultFirst, type InstalledBrowser, type Surroundings } from './browsers-on-path.ts';
import type { NssLocation } from './nss-store.ts';
import { chromiumRuns } from './running-browser.ts';
import { smallText } from './small-text.ts';

const firstWithXdg = 146;
const answerMs = 5000;

const sandboxes: readonly { name: string; home: string; profile: string }[] = [
  { name: 'Chromium (Snap)', home: 'snap/chromium/current', profile: 'snap/chromium/common/chromium' },
  ...[
    ['Chromium', 'org.chromium.Chromium', 'chromium'],
    ['Google Chrome', 'com.google.Chrome', 'google-chrome'],
    ['Microsoft Edge', 'com.microsoft.Edge', 'microsoft-edge'],
    ['Brave', 'com.brave.Browser', 'BraveSoftware/Brave-Browser'],
    ['Vivaldi', 'com.vivaldi.Vivaldi', 'vivaldi'],
  ].map(([name = '', id = '', profile = '']) => ({
    name: `${name} (Flatpak)`,
    home: `.var/app/${id}`,
    profile: `.var/app/${id}/config/${profile}`,
  })),
];

export async function chromiumDatabases(around: Surroundings): Promise<NssLocation[]> {
  return [...(await sharedDatabases(around)), ...sandboxedDatabases(around)];
}

/**
 * Chromium prefers `~/.pki/nssdb`, even if empty. Without it, versions from 146 on use XDG_DATA_HOME. An XDG database
 * that `~/.pki/nssdb` hides is listed too.
 */
async function sharedDatabases(around: Surroundings): Promise<NssLocation[]> {
  const browsers = defaultFirst(chromiumBrowsers(around), around);
  const { legacy, xdg } = sharedFolders(around);
  if (existsSync(legacy)) {
    const hidden = existsSync(path.join(xdg, certificateFile)) ? [shared(xdg, [])] : [];
    return [shared(legacy, browsers), ...hidden];
  }
  if (existsSync(xdg)) return [shared(xdg, browsers)];
  if (browsers.length === 0) return [];
  return [shared((await allReadXdg(browsers)) ? xdg : legacy, browsers)];
}

function sharedFolders({ home, env }: Surroundings): { readonly legacy: string; readonly xdg: string } {
  const data = env['XDG_DATA_HOME'] || path.join(home, '.local/share');
  return { legacy: path.join(home, '.pki/nssdb'), xdg: path.join(data, 'pki/nssdb') };
}

export function wouldHideAnother(folder: string, around: Surroundings): boolean {
  const { legacy, xdg } = sharedFolders(around);
  return path.resolve(folder) === legacy && !existsSync(legacy) && existsSync(xdg);
}

async function allReadXdg(browsers: readonly InstalledBrowser[]): Promise<boolean> {
  const answers = await Promise.all(browsers.map(readsXdgDatabase));
  return answers.every(Boolean);
}

function shared(folder: string, browsers: readonly InstalledBrowser[]): NssLocation {
  return {
    id: `chromium:${folder}`,
    kind: 'chromium',
    name: browsers.length === 0 ? 'Chromium' : browsers.map(({ name }) => name).join(' / '),
    folder,
    browsers: browsers.map(({ name }) => name),
    isDefault: browsers.length > 0,
    isRunning: () => browsers.some(({ profile }) => chromiumRuns(profile)),
  };
}

function sandboxedDatabases({ home }: Surroundings): NssLocation[] {
  return sandboxes.flatMap(({ name, home: below, profile }) => {
    const root = path.join(home, below);
    if (!existsSync(root)) return [];
    const legacy = path.join(root, '.pki/nssdb');
    const newer = [path.join(root, 'data/pki/nssdb'), path.join(root, '.local/share/pki/nssdb')];
    const folder = [legacy, ...newer].find((each) => existsSync(each)) ?? legacy;
    return [
      {
        id: `chromium:${folder}`,
        kind: 'chromium' as const,
        name,
        folder,
        browsers: [name],
        isDefault: true,
        isRunning: () => chromiumRuns(path.join(home, profile)),
      },
    ];
  });
}

/** Opera, Vivaldi (other numbering) and unknown versions count as old. */
async function readsXdgDatabase({ name, program, profile }: InstalledBrowser): Promise<boolean> {
  if (name === 'Opera' || name === 'Vivaldi') return false;
  return majorOf(smallText(path.join(profile, 'Last Version')) || (await answeredVersion(program))) >= firstWithXdg;
}

async function answeredVersion(program: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: answerMs }, (error, stdout) => resolve(error ? '' : stdout));
  });
}

function majorOf(version: string): number {
  return Number(/(\d+)\.\d+/.exec(version)?.[1] ?? 0);
}
