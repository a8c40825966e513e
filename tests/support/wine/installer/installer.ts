// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyProject, electronVersion, runBuilder } from '../../packaging/project-copy.ts';
import { installWindowsPackages } from '../../../../scripts/test/windows-node.mjs';
import { nsisTools, sevenZipForWindows, windowsRuntime } from './nsis-tools.ts';

const root = resolve(import.meta.dirname, '../../../..');
const packages = ['@koromix/koffi-win32-x64', '@napi-rs/keyring-win32-x64-msvc'];

/** A computer with Windows, as far as Wine is one, and what makes installers for it. */
export interface WindowsComputer {
  /** Drive C: as Linux names it. */
  readonly drive: string;
  /** The account's folder, as Linux names it. */
  readonly home: string;
  /** Builds in a folder that is made for it, and returns the installer's path. */
  build(): string;
  /** Runs a program and waits for whatever it started. */
  run(words: readonly string[], env?: Readonly<Record<string, string>>): { readonly code: number | null };
  /** What the account's registry says, by key. */
  registry(): Readonly<Record<string, string>>;
  set(key: string, ...words: readonly string[]): void;
  close(): void;
}

/** Null: the packages of Windows cannot be had. */
export function windowsComputer(): WindowsComputer | null {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-installer-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  if (!installWindowsPackages(join(folder, 'windows'), packages)) {
    close();
    return null;
  }
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    // Wine says so on each call otherwise.
    XDG_RUNTIME_DIR: folder,
    WINEPREFIX: join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=d',
    CERTSTEWARD_TEST_7Z: sevenZipForWindows(folder),
  };
  const tools = nsisTools(folder);
  windowsRuntime(join(folder, 'stub'), electronVersion());
  spawnSync('wineboot', ['-i'], { env, stdio: 'ignore', timeout: 100_000 });
  const drive = join(env.WINEPREFIX, 'drive_c');
  // Wine's does nothing and says that all went well: the installer would find the app running.
  for (const name of globSync('windows/**/powershell.exe', { cwd: drive })) rmSync(join(drive, name));
  const [account = ''] = globSync('users/*/AppData', { cwd: drive });
  const run: WindowsComputer['run'] = (words, more = {}) => {
    const ended = spawnSync('wine', words, { env: { ...env, ...more }, stdio: 'ignore', timeout: 200_000 });
    // An uninstaller goes on as a copy of itself.
    spawnSync('wineserver', ['-w'], { env, stdio: 'ignore', timeout: 100_000 });
    return { code: ended.status };
  };
  let builds = 0;
  return {
    drive,
    home: join(drive, account, '..'),
    run,
    close,
    build() {
      const project = join(folder, `build${++builds}`);
      copyProject(project);
      for (const name of ['node_modules', 'stub']) mkdirSync(join(project, name), { recursive: true });
      cpSync(join(folder, 'windows/node_modules'), join(project, 'node_modules'), { recursive: true });
      cpSync(join(folder, 'stub'), join(project, 'stub'), { recursive: true });
      // The compiler of the module for USB keys wants them.
      const headers = `node_modules/node-linux-${process.arch}/include/node`;
      cpSync(join(root, headers), join(project, headers), { recursive: true });
      runBuilder(project, ['--win', '--x64'], { ...env, ...tools });
      const [name = ''] = globSync('packed/*.exe', { cwd: project });
      return join(project, name);
    },
    registry() {
      const file = join(folder, 'registry.reg');
      run(['reg', 'export', String.raw`HKCU\Software`, file, '/y']);
      return keysOf(readFileSync(file, 'utf16le').replaceAll('\r', ''));
    },
    set: (key, ...words) => {
      execFileSync('wine', ['reg', 'add', `HKCU\\Software\\${key}`, ...words, '/f'], { env, stdio: 'ignore' });
    },
  };
}

/** Blocks of `[KEY]` and lines, without Wine's own notes. */
function keysOf(text: string): Readonly<Record<string, string>> {
  const blocks = text.split('\n\n').flatMap((block) => {
    const [, key, lines] = /^\[HKEY_CURRENT_USER\\Software\\([^\n]+)\]\n?([^]*)$/.exec(block.trim()) ?? [];
    return key === undefined || key.startsWith('Wine') ? [] : [[key, lines ?? ''] as const];
  });
  return Object.fromEntries(blocks);
}
