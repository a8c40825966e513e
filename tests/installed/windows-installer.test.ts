// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { releaseFuses } from '../../main/hosts/electron/fuses.ts';
import { libraryKind } from '../../shared/domain/library-header.ts';
import { skipReason } from '../support/openssl/openssl.ts';
import { windowsComputer, type WindowsComputer } from '../support/wine/installer/installer.ts';
import { missingInstallerTools } from '../support/wine/installer/nsis-tools.ts';

const root = resolve(import.meta.dirname, '../..');
const isBuilt = existsSync(join(root, 'dist/.build-stamp'));
const missing = [...missingInstallerTools(), ...(isBuilt ? [] : ['dist/'])];
const endings = ['pfx', 'p12', 'cer', 'crt', 'p7b', 'sm2'];
const id = 'e3826506-8f02-5ab1-9bbd-f2f0c0596ae0';
const uninstall = String.raw`Microsoft\Windows\CurrentVersion\Uninstall`;
const minutes = 60_000;
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

interface World {
  readonly windows: WindowsComputer;
  readonly setup: string;
  readonly before: Readonly<Record<string, string>>;
  /** Linux path of the installation. */
  readonly folder: string;
  readonly vault: string;
}
let world: World | null = null;

const at = ({ windows }: World, name: string): string => join(windows.home, name);
/** Files where the installer writes, without temporary folders. */
const files = ({ windows }: World): string[] =>
  globSync(['AppData/**', 'Desktop/**'], { cwd: windows.home, exclude: ['**/Temp/**'] }).toSorted();

function here(context: TestContext): World {
  return world ?? context.skip('Windows’ packages of koffi and keyring cannot be had');
}

const title = 'electron-builder’s Windows installer under Wine, with stand-ins for Electron and for plug-ins of NSIS';
describe.skipIf(missing.length > 0)(`${title}${skipReason(missing)}`, () => {
  let filesBefore: string[];

  beforeAll(() => {
    const windows = windowsComputer();
    if (windows === null) return;
    const setup = windows.build();
    windows.set(String.raw`Classes\.pfx`, '/ve', '/d', 'Another.Program');
    windows.set(String.raw`Classes\.cer\OpenWithProgids`, '/v', 'Another.Program');
    windows.set(`${uninstall}\\another`, '/v', 'DisplayName', '/d', 'Another program');
    mkdirSync(join(windows.home, 'AppData/Local/Programs'), { recursive: true });
    const vault = join(windows.home, 'AppData/Roaming/CertSteward/vault.sqlite');
    mkdirSync(join(vault, '..'), { recursive: true });
    writeFileSync(vault, 'a vault');
    const folder = join(windows.home, 'AppData/Local/Programs/CertSteward');
    world = { windows, setup, before: windows.registry(), folder, vault };
    filesBefore = files(world);
  }, 15 * minutes);
  afterAll(() => world?.windows.close(), minutes);

  test('[P01] [P06] is the same, byte for byte, when it is built again elsewhere', (context) => {
    const { windows, setup } = here(context);
    expect(hash(windows.build())).toBe(hash(setup));
  });

  test('[P06] installs for one user without questions and registers its uninstaller', (context) => {
    const { windows, setup, before, folder } = here(context);
    expect(windows.run([setup, '/S'])).toEqual({ code: 0 });
    for (const name of ['CertSteward.exe', 'bin/certsteward.cmd', 'resources/app.asar', 'resources/profiles/est.json'])
      expect(existsSync(join(folder, name)), name).toBe(true);
    const now = windows.registry();
    // Existing keys are unchanged, except the lists the installer adds itself to.
    const changed = Object.keys(before).filter((key) => now[key] !== before[key]);
    expect(changed).toEqual([String.raw`Classes\.cer\OpenWithProgids`]);
    expect(now[`${uninstall}\\${id}`]).toMatch(/^"DisplayName"="CertSteward \d/m);
    expect(now[`${uninstall}\\${id}`]).toMatch(/^"Publisher"="CertSteward contributors"$/m);
  });

  test('[P06] [P01] registers its own names for certificate files and changes no other program’s', (context) => {
    const { windows } = here(context);
    const now = windows.registry();
    const exe = String.raw`\\AppData\\Local\\Programs\\CertSteward\\CertSteward.exe\" \"%1\""`;
    for (const ending of endings) {
      expect(now[`Classes\\CertSteward.${ending}.1\\shell\\open\\command`]).toContain(exe);
      expect(now[`Classes\\.${ending}\\OpenWithProgids`]).toContain(`"CertSteward.${ending}.1"=`);
    }
    expect(now[String.raw`Classes\.pfx`]).toBe('@="Another.Program"');
    expect(now[String.raw`Classes\.cer\OpenWithProgids`]).toContain('Another.Program');
  });

  test('[P06] adds a shortcut to the start menu and the desktop, and keeps no copy of the installer', (context) => {
    const known = here(context);
    const added = files(known).filter((name) => !filesBefore.includes(name));
    expect(added.filter((name) => !name.startsWith('AppData/Local/Programs/CertSteward'))).toEqual([
      'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/CertSteward.lnk',
      'Desktop/CertSteward.lnk',
    ]);
  });

  test('[P06] [T01] contains native modules for Windows only, including the one for USB keys', (context) => {
    const { folder } = here(context);
    const native = globSync('**/*.node', { cwd: folder });
    expect(native.map((name) => basename(name)).toSorted()).toEqual([
      'keyring.win32-x64-msvc.node',
      'koffi.node',
      'pkcs11.node',
    ]);
    for (const name of native) {
      const head = readFileSync(join(folder, name));
      expect(libraryKind(head, { platform: 'win32', arch: 'x64' }), name).toBe('library');
    }
  });

  test('[X05] [P02] the installed program has the fuses of the release', async (context) => {
    const wire = await getCurrentFuseWire(join(here(context).folder, 'CertSteward.exe'));
    for (const [name, value] of Object.entries(releaseFuses)) {
      const option = FuseV1Options[(name.charAt(0).toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options];
      expect(String.fromCharCode(wire[option] ?? 0), name).toEqual(value ? '1' : '0');
    }
  });

  /** Runs a script that calls the CLI, then saves the exit code and the arguments recorded by then. */
  const script = ({ windows }: World, words: string): void => {
    const command = String.raw`%LOCALAPPDATA%\Programs\CertSteward\bin\certsteward.cmd`;
    const lines = [
      '@echo off',
      `call "${command}" ${words}`,
      String.raw`>C:\code echo %ERRORLEVEL%`,
      String.raw`type C:\words >C:\seen`,
    ];
    writeFileSync(join(windows.drive, 'words'), 'not started');
    writeFileSync(join(windows.drive, 'script.cmd'), `${lines.join('\r\n')}\r\n`);
    // cmd reads scripts in the console's code page, so the Chinese name comes from the environment.
    const stub = { NAME: '张三', CERTSTEWARD_TEST_WORDS: String.raw`C:\words`, CERTSTEWARD_TEST_CODE: '7' };
    windows.run(['cmd', '/d', '/c', String.raw`C:\script.cmd`], stub);
  };
  const written = ({ windows }: World, name: string): string => readFileSync(join(windows.drive, name), 'utf8').trim();

  test('[A01] [P06] passes arguments and exit code of the command on, and a script waits for it', (context) => {
    const known = here(context);
    script(known, '--version x "a b" %NAME%');
    expect(written(known, 'words').split('\n')).toEqual([
      '--headless',
      '--disable-gpu',
      '--cli',
      '--',
      '--version',
      'x',
      'a b',
      '张三',
    ]);
    expect(written(known, 'code')).toBe('7');
    expect(written(known, 'seen')).toBe(written(known, 'words'));
  });

  test('[A01] [P06] opens the window when called without arguments, and a script does not wait', (context) => {
    const known = here(context);
    script(known, '');
    expect(written(known, 'seen')).toBe('not started');
    expect(written(known, 'words')).toBe('');
    expect(written(known, 'code')).toBe('0');
  });

  test('[P06] leaves only the vault when uninstalled, in files and in the registry', (context) => {
    const known = here(context);
    const { windows, before, vault } = known;
    expect(windows.run([at(known, 'AppData/Local/Programs/CertSteward/Uninstall CertSteward.exe'), '/S']).code).toBe(0);
    expect(files(known)).toEqual(filesBefore);
    expect(readFileSync(vault, 'utf8')).toBe('a vault');
    expect(windows.registry()).toEqual(before);
  });
});
