// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { afterPack } from '../../../scripts/pack/native-hooks.ts';
import { missingFor, systemsOf } from '../../../scripts/pack/needs.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'certsteward-pack-needs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bare = { platform: 'linux', arch: 'x64', root: folder, searchPath: folder };

test('[P01] packs for the systems named in electron-builder’s options, or for this system', () => {
  expect(systemsOf([], 'linux')).toEqual(['linux']);
  expect(systemsOf(['--win', '--x64'], 'linux')).toEqual(['win32']);
  expect(systemsOf(['-l', '-m'], 'linux')).toEqual(['darwin', 'linux']);
});

test('[P01] names everything that a package for Windows needs on Linux', () => {
  expect(missingFor('win32', bare).map((each) => each.split(' ')[0])).toEqual([
    'x86_64-w64-mingw32-g++',
    'wine',
    '@koromix/koffi-win32-x64',
    '@napi-rs/keyring-win32-x64-msvc',
  ]);
});

test('[P01] needs the compiled USB key module on the package’s own system, and xz on Linux', () => {
  expect(missingFor('linux', bare)).toHaveLength(2);
  expect(missingFor('darwin', { ...bare, platform: 'darwin' })).toHaveLength(1);
  expect(missingFor('win32', { ...bare, platform: 'win32' })).toHaveLength(1);
});

test('[P01] npm run pack names what is missing in one line, and builds nothing', () => {
  const program = join(root, 'scripts/pack/pack.ts');
  const ended = spawnSync(process.execPath, [program, '--win'], { encoding: 'utf8', env: { PATH: folder } });
  expect(ended.status).toBe(1);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/^A package for win32 needs here: x86_64-w64-mingw32-g\+\+ [^\n]+\.\n$/);
});

test('[P01] refuses a package without a native module of its system', () => {
  const context = { electronPlatformName: 'linux', arch: process.arch === 'x64' ? 1 : 3, appOutDir: folder };
  for (const name of ['koffi', 'keyring']) cpSync(process.execPath, join(folder, `${name}.node`));
  expect(() => afterPack(context)).toThrow(/^Not for linux/);
  rmSync(join(folder, 'koffi.node'));
  rmSync(join(folder, 'keyring.node'));
  mkdirSync(join(folder, 'resources'));
  const elf = Buffer.alloc(64);
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  elf.writeUInt16LE(3, 16);
  elf.writeUInt16LE(process.arch === 'x64' ? 62 : 183, 18);
  writeFileSync(join(folder, 'resources/pkcs11.node'), elf);
  expect(() => afterPack(context)).toThrow('Not in the package for linux: koffi, keyring');
});
