// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hasTool } from '../../openssl/openssl.ts';

const require = createRequire(import.meta.url);
const builder = dirname(require.resolve('app-builder-lib/package.json'));
const sources = import.meta.dirname;
const compiler = 'x86_64-w64-mingw32-gcc';
const resources = 'x86_64-w64-mingw32-windres';
const debian = '/usr/share/nsis';
const target = 'amd64-unicode';
/** Plug-ins that electron-builder's script calls and Debian lacks, with linker options. */
const plugins: Readonly<Record<string, readonly string[]>> = {
  UAC: [],
  StdUtils: ['-lshell32'],
  WinShell: [],
  Nsis7z: [],
};

export const missingInstallerTools = (): readonly string[] =>
  ['wine', 'makensis', '7za', compiler, resources].filter((tool) => !hasTool(tool));

/**
 * Replaces electron-builder's downloads with Debian's NSIS and 7-Zip and stand-ins for the plug-ins. Builds for 64-bit,
 * because Debian's Wine runs 32-bit programs only with wine32. Returns the environment for electron-builder.
 */
export function nsisTools(folder: string): Readonly<Record<string, string>> {
  const nsis = join(folder, 'nsis');
  mkdirSync(join(nsis, 'linux'), { recursive: true });
  mkdirSync(join(nsis, 'plugins/x86-unicode'), { recursive: true });
  for (const name of ['Contrib', 'Include', 'Stubs']) symlinkSync(join(debian, name), join(nsis, name));
  const own = join(nsis, 'Plugins', target);
  cpSync(join(debian, 'Plugins', target), own, { recursive: true });
  for (const [name, libraries] of Object.entries(plugins)) {
    const words = [
      '-shared',
      '-O2',
      '-s',
      '-Wl,--no-insert-timestamp,--disable-auto-image-base',
      `-DPLUGIN_${name}`,
      join(sources, 'plugins.c'),
      ...libraries,
    ];
    execFileSync(compiler, [...words, '-o', join(own, `${name}.dll`)]);
  }
  writeFileSync(join(nsis, 'process-info.nsh'), processInfo());
  const makensis = join(nsis, 'linux/makensis');
  // `-` reads the script from stdin. Include our file just before it, after the symbols that the file needs.
  const script = [
    '#!/bin/sh',
    'for word; do',
    '  shift',
    `  [ "$word" = - ] && set -- "$@" '-X!include "${nsis}/process-info.nsh"'`,
    '  set -- "$@" "$word"',
    'done',
    `exec makensis '-XTarget ${target}' "$@"`,
    '',
  ];
  writeFileSync(makensis, script.join('\n'));
  chmodSync(makensis, 0o755);
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: nsis,
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    USE_SYSTEM_WINE: 'true',
  };
}

/** Fixes electron-builder's file, which passes a pointer as 32 bits. Including ours first keeps the original out. */
function processInfo(): string {
  const file = join(builder, 'templates/nsis/include/getProcessInfo.nsh');
  const text = readFileSync(file, 'utf8').replaceAll('i $R9)', 'p $R9)');
  if (!text.includes('p $R9)')) throw new Error('getProcessInfo.nsh is not as it was');
  return text;
}

/** Writes a stand-in for Electron's Windows distribution. */
export function windowsRuntime(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const resource = `${folder}.version.o`;
  execFileSync(resources, [join(sources, 'electron.rc'), resource]);
  const words = ['-mwindows', '-O2', '-s', '-Wl,--no-insert-timestamp', join(sources, 'electron.c'), resource];
  execFileSync(compiler, [...words, '-lshell32', '-o', join(folder, 'electron.exe')]);
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'locales/en-US.pak', 'locales/zh-CN.pak']) writeFileSync(join(folder, name), 'stub');
}

/** Copies 7-Zip for Windows from electron-winstaller and returns its Windows path. */
export function sevenZipForWindows(folder: string): string {
  const vendor = join(builder, '../electron-winstaller/vendor');
  cpSync(join(vendor, '7z-x64.exe'), join(folder, '7z.exe'));
  cpSync(join(vendor, '7z-x64.dll'), join(folder, '7z.dll'));
  return `Z:${folder.replaceAll('/', '\\')}\\7z.exe`;
}
