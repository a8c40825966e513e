// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readCertificateFile } from '../imports/read-file.ts';
import type { WindowsPlaces } from './child/scan-protocol.ts';

export interface SuggestedFolder {
  readonly path: string;
  readonly kind: 'downloads' | 'desktop' | 'documents' | 'home' | 'drive';
  readonly preselected: boolean;
}

const xdgNames = { XDG_DOWNLOAD_DIR: 'downloads', XDG_DESKTOP_DIR: 'desktop', XDG_DOCUMENTS_DIR: 'documents' } as const;
const usualNames = { downloads: 'Downloads', desktop: 'Desktop', documents: 'Documents' } as const;
type UserFolder = keyof typeof usualNames;

export interface FolderSystem {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  windowsPlaces(): Promise<WindowsPlaces | null>;
}

/** Not tested on macOS. */
export async function suggestedFolders({ home, platform, windowsPlaces }: FolderSystem): Promise<SuggestedFolder[]> {
  const windows = platform === 'win32' ? await windowsPlaces() : null;
  const named = platform === 'linux' ? await xdgFolders(home) : windows;
  const user = (Object.keys(usualNames) as UserFolder[]).map((kind) => ({
    path: named?.[kind] ?? join(home, usualNames[kind]),
    kind,
    preselected: true,
  }));
  const drives = (windows?.drives ?? (await drivesOf(platform))).map((path) => ({
    path,
    kind: 'drive' as const,
    preselected: false,
  }));
  const all: SuggestedFolder[] = [...user, { path: home, kind: 'home', preselected: false }, ...drives];
  const found: SuggestedFolder[] = [];
  const seen = new Set<string>();
  for (const folder of all) {
    const place = await realFolder(folder.path);
    // A link to the home folder would mean searching all of it.
    if (place === null || seen.has(place) || (folder.kind !== 'home' && place === (await realFolder(home)))) continue;
    seen.add(place);
    found.push(folder);
  }
  return found;
}

const maxListBytes = 64 * 1024;

async function xdgFolders(home: string): Promise<Partial<Record<UserFolder, string>>> {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  // The file may be a pipe or huge.
  const bytes = await readCertificateFile(join(config, 'user-dirs.dirs'), {
    maxBytes: maxListBytes,
    pipes: false,
  }).catch(() => new Uint8Array(0));
  const text = Buffer.from(bytes).toString('utf8');
  const found: Partial<Record<UserFolder, string>> = {};
  for (const [, name = '', value = ''] of text.matchAll(/^(XDG_[A-Z]+_DIR)="((?:\$HOME|\/)[^"\n]*)"/gm)) {
    const kind = xdgNames[name as keyof typeof xdgNames] as UserFolder | undefined;
    if (kind !== undefined) found[kind] = value.replace(/^\$HOME/, home);
  }
  return found;
}

async function drivesOf(platform: NodeJS.Platform): Promise<string[]> {
  if (platform === 'linux') {
    const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
    return mounts
      .split('\n')
      .map((line) =>
        (line.split(' ')[1] ?? '').replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
          String.fromCharCode(Number.parseInt(octal, 8)),
        ),
      )
      .filter((path) => /^\/(?:media|run\/media|mnt)\//.test(path));
  }
  // `/Volumes` lists mounted drives. The system drive is a symlink there, so it is skipped.
  if (platform === 'darwin') {
    const volumes = await readdir('/Volumes', { withFileTypes: true }).catch(() => []);
    return volumes.filter((entry) => entry.isDirectory()).map(({ name }) => `/Volumes/${name}`);
  }
  return [];
}

async function realFolder(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isDirectory() ? await realpath(path) : null;
  } catch {
    return null;
  }
}
