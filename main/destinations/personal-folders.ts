// SPDX-License-Identifier: Apache-2.0
import { readFile, realpath } from 'node:fs/promises';
import { delimiter, extname, join, parse, relative, sep } from 'node:path';
import type { RefusedPlace } from '../../shared/domain/errors/refused-place.ts';
import { isWithin } from './protected-folders.ts';

export interface Surroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const mountFolders = ['/media', '/run/media', '/mnt', '/Volumes'];
const programFolders = new Set(['bin', 'sbin', 'snap', 'applications']);
const settingsFolders = new Set(['library', 'appdata']);
/** Extensions of files that are dangerous to open. */
const programExtensions = new Set(
  `
  .desktop .service .timer .sh .bash .zsh .fish .command .tool .py .pl .rb .so .jar .appimage .deb .rpm
  .flatpakref .run
  .app .dylib .scpt .applescript .workflow .action .terminal .webloc .inetloc .fileloc .pkg .dmg .mobileconfig
  .prefpane .plugin .kext
  .js .jse .vbs .vbe .wsf .wsh .hta .bat .cmd .com .exe .msi .scr .pif .ps1 .psm1 .lnk .url .reg .inf .cpl .dll
  .ocx .drv .msc .msp .mst .msix .appx .appinstaller .application .gadget .scf .chm .hlp .theme .themepack
  .website .library-ms .search-ms .searchconnector-ms .settingcontent-ms .diagcab .iso .vhd .vhdx .rdp
`
    .trim()
    .split(/\s+/),
);

/** Returns why `name` in `folder` (a real path) is refused, or null. `name` may be empty. */
export async function impersonalReason(
  folder: string,
  name: string,
  around: Surroundings,
): Promise<Extract<RefusedPlace, 'outside-home' | 'hidden' | 'program'> | null> {
  const root = await personalRoot(folder, around);
  if (root === null) return 'outside-home';
  const below = relative(root.path, folder).split(sep).filter(Boolean);
  if ([...below, name].some((part) => part.startsWith('.'))) return 'hidden';
  const first = (below[0] ?? name).toLowerCase();
  if (root.isHome && settingsFolders.has(first)) return 'hidden';
  if (root.isHome && programFolders.has(first)) return 'program';
  if (programExtensions.has(extname(name).toLowerCase())) return 'program';
  for (const path of await searchPath(around)) if (isWithin(folder, path)) return 'program';
  return null;
}

async function personalRoot(
  folder: string,
  around: Surroundings,
): Promise<{ readonly path: string; readonly isHome: boolean } | null> {
  const home = await realOrNull(around.home);
  if (home !== null && home !== parse(home).root && isWithin(folder, home)) return { path: home, isHome: true };
  for (const path of await userFolders(around)) if (isWithin(folder, path)) return { path, isHome: false };
  if (around.platform === 'win32') return otherDrive(folder, around);
  for (const path of mountFolders) {
    if (folder !== path && isWithin(folder, path)) return { path, isHome: false };
  }
  return null;
}

function otherDrive(folder: string, { env }: Surroundings): { path: string; isHome: false } | null {
  const { root } = parse(folder);
  const system = (env['SystemDrive'] ?? 'C:').toLowerCase();
  return /^[a-z]:\\$/i.test(root) && root.slice(0, 2).toLowerCase() !== system ? { path: root, isHome: false } : null;
}

/** Folders set by xdg-user-dirs may be outside the home folder. */
async function userFolders({ home, platform, env }: Surroundings): Promise<string[]> {
  if (platform !== 'linux') return [];
  const settings = env['XDG_CONFIG_HOME'];
  const folder = settings?.startsWith('/') ? settings : join(home, '.config');
  const text = await readFile(join(folder, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const named = [...text.matchAll(/^XDG_[A-Z]+_DIR="(\/[^"\n]*)"/gm)].map(([, path = '']) => path);
  const real = await Promise.all(named.map(realOrNull));
  return real.filter((path): path is string => path !== null && path !== '/');
}

async function searchPath({ env }: Surroundings): Promise<string[]> {
  const named = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((path) => path !== '' && path !== '.');
  const real = await Promise.all(named.map(realOrNull));
  return real.filter((path): path is string => path !== null);
}

async function realOrNull(path: string): Promise<string | null> {
  return await realpath(path).catch(() => null);
}
