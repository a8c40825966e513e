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

/** A Windows computer under Wine, and the tools to build installers for it. */
export interface WindowsComputer {
  /** Linux path of drive C:. */
  readonly drive: string;
  /** Linux path of the user's profile folder. */
  readonly home: string;
  /** Builds in a temporary folder and returns the installer's path. */
  build(): string;
  /** Runs a program and waits for every process it started. */
  run(words: readonly string[], env?: Readonly<Record<string, string>>): { readonly code: number | null };
  /** The lines of each key in `HKCU\Software`, without Wine's keys. */
  registry(): Readonly<Record<string, string>>;
  set(key: string, ...words: readonly string[]): void;
  close(): void;
}

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
    // Without it, Wine warns on each call.
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
  // Wine's powershell.exe does nothing and reports success, so the installer would think the app is running.
  for (const name of globSync('windows/**/powershell.exe', { cwd: drive })) rmSync(join(drive, name));
  const [account = ''] = globSync('users/*/AppData', { cwd: drive });
  const run: WindowsComputer['run'] = (words, more = {}) => {
    const ended = spawnSync('wine', words, { env: { ...env, ...more }, stdio: 'ignore', timeout: 200_000 });
    // An uninstaller starts a copy of itself and exits, so wait for the copy too.
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
      // Headers for compiling pkcs11js (scripts/pack/windows-tokens.ts).
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

/** Parses blocks of `[KEY]` and lines. */
function keysOf(text: string): Readonly<Record<string, string>> {
  const blocks = text.split('\n\n').flatMap((block) => {
    const [, key, lines] = /^\[HKEY_CURRENT_USER\\Software\\([^\n]+)\]\n?([^]*)$/.exec(block.trim()) ?? [];
    return key === undefined || key.startsWith('Wine') ? [] : [[key, lines ?? ''] as const];
  });
  return Object.fromEntries(blocks);
}
