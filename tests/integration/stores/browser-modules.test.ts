// SPDX-License-Identifier: Apache-2.0
/* oxlint-disable max-lines -- every state of one list, and what is refused */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createBrowserModules } from '../../../main/stores/browser-modules/browser-modules.ts';
import { createStoreReadings } from '../../../main/stores/inventory/store-readings.ts';
import { makeNssDatabase } from '../../support/stores/browser-login/nss-database.ts';
import { finderOf, freshHome, hashesOf } from '../../support/stores/nss-home.ts';
import { hasTool, skipReason } from '../../support/openssl/openssl.ts';
import { startSoftHsm, type SoftHsmTarget } from '../../support/tokens/modules/softhsm.ts';

const softhsm = '/usr/lib/softhsm/libsofthsm2.so';
const missing = ['modutil', 'certutil', 'softhsm2-util'].filter((tool) => !hasTool(tool));
let token: SoftHsmTarget;

/** A home with Chromium installed, and where its database is or would be. */
function newHome() {
  const home = freshHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const programs = join(home, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'chromium'), '#!/bin/sh\necho Chromium 156.0.0.0\n', { mode: 0o755 });
  const folder = join(home, '.local/share/pki/nssdb');
  const storeId = `chromium:${folder}`;
  const modules = createBrowserModules(
    createStoreReadings(finderOf(home, `${programs}:/usr/bin:/bin`), () => new Date()),
  );
  const change = async (path: string, registered: boolean, more: { name?: string; throughP11Kit?: boolean } = {}) =>
    modules.registerModule({ storeId, path, name: 'Bank token', throughP11Kit: false, ...more, registered });
  const copyOfModule = (name: string): string => {
    const file = join(home, name);
    copyFileSync(softhsm, file);
    return file;
  };
  return { home, folder, file: join(folder, 'pkcs11.txt'), storeId, modules, change, copyOfModule };
}

const modutil = (folder: string, ...args: readonly string[]): string =>
  execFileSync('modutil', ['-force', '-dbdir', `sql:${folder}`, ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, ...token.environment },
  });
/** Modules that NSS itself loads, in order. */
const namesLoaded = (folder: string): string[] =>
  modutil(folder, '-list')
    .split(/^ {1,2}\d+\. /m)
    .slice(1)
    .flatMap((text) => (text.includes('status: loaded') ? [text.split('\n', 1)[0] ?? ''] : []));

/** Changes after each write, replacement and permission change. */
function stampOf(file: string): string {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 'none' : [stats.ino, stats.mode, stats.nlink, stats.size, stats.ctimeMs].join(' ');
}

describe.skipIf(missing.length > 0)(`[S11] a token's module in a browser's list${skipReason(missing)}`, () => {
  beforeAll(async () => {
    token = await startSoftHsm();
  });
  afterAll(async () => token.stop());

  test('NSS loads a registered module, and removing the module restores the list', async () => {
    const { folder, file, change, modules, storeId } = newHome();
    makeNssDatabase(folder);
    chmodSync(file, 0o640);
    const before = readFileSync(file);
    const others = hashesOf(folder);
    expect(await change(softhsm, true)).toEqual({ restartNeeded: false });
    expect(namesLoaded(folder)).toEqual(['NSS Internal PKCS #11 Module', 'Bank token']);
    expect(readFileSync(file).subarray(0, before.length)).toEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(await modules.listed(storeId)).toEqual([{ name: 'Bank token', library: softhsm }]);
    expect(await modules.modulePlaces(softhsm)).toMatchObject([{ storeId, registered: true, running: false }]);
    await change(softhsm, false);
    expect(hashesOf(folder)).toEqual(others);
    expect(await modules.modulePlaces(softhsm)).toMatchObject([{ storeId, registered: false }]);
    expect(readdirSync(folder).toSorted()).toEqual(['cert9.db', 'key4.db', 'pkcs11.txt']);
  });

  test.each([
    ['Snap', 'snap/firefox/common/.mozilla/firefox', 'snap/firefox'],
    ['Flatpak', '.var/app/org.mozilla.firefox/.mozilla/firefox', '.var/app/org.mozilla.firefox'],
  ])('Firefox in a home of %s gets only modules that its sandbox sees', async (kind, root, sandbox) => {
    const { home, modules, copyOfModule } = newHome();
    const folder = join(home, root, 'x.default');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(home, root, 'profiles.ini'),
      '[Profile0]\nName=default\nIsRelative=1\nPath=x.default\nDefault=1\n',
    );
    makeNssDatabase(folder);
    const storeId = 'firefox:x.default';
    const before = readFileSync(join(folder, 'pkcs11.txt'));
    const register = async (path: string, registered = true) =>
      modules.registerModule({ storeId, path, name: 'Bank token', throughP11Kit: false, registered });
    // Inside the sandbox, /usr differs and the rest of the home is missing.
    for (const outside of [softhsm, copyOfModule('lib.so'), join(home, `${sandbox}-other/lib.so`)]) {
      await expect(register(outside)).rejects.toMatchObject({
        code: 'module-outside-sandbox',
        details: { folder: join(home, sandbox) },
      });
    }
    expect((await modules.modulePlaces(softhsm)).map((place) => place.storeId)).not.toContain(storeId);
    expect(readFileSync(join(folder, 'pkcs11.txt'))).toEqual(before);
    const inside = copyOfModule(`${sandbox}/libbank.so`);
    await register(inside);
    expect(namesLoaded(folder)).toEqual(['NSS Internal PKCS #11 Module', 'Bank token']);
    const places = await modules.modulePlaces(inside);
    expect(places.find((place) => place.storeId === storeId)).toMatchObject({ registered: true });
    await register(inside, false);
    expect(readFileSync(join(folder, 'pkcs11.txt'))).toEqual(before);
    const shipped = '/snap/firefox/current/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so';
    if (kind === 'Snap') expect(await register(shipped)).toEqual({ restartNeeded: false });
    else await expect(register(shipped)).rejects.toMatchObject({ code: 'module-outside-sandbox' });
  });

  test('writes the same entry as modutil, also for names and paths with quotes, blanks and Chinese', async () => {
    const { folder, file, change, home } = newHome();
    makeNssDatabase(folder);
    const odd = join(home, `a "b" \\ {(中=文'`);
    mkdirSync(odd);
    const module = join(odd, 'lib x.so');
    copyFileSync(softhsm, module);
    const name = `网银 "U盾" \\ (x=y) '%s'`;
    const before = readFileSync(file);
    modutil(folder, '-add', name, '-libfile', module);
    const theirs = readFileSync(file);
    writeFileSync(file, before);
    await change(module, true, { name });
    expect(readFileSync(file)).toEqual(theirs);
    expect(namesLoaded(folder)).toContain(name);
  });

  test('removes only the given module, while modutil also removes those whose paths begin alike', async () => {
    const { folder, file, change, copyOfModule } = newHome();
    makeNssDatabase(folder);
    const [long, short] = [copyOfModule('libt.so.1'), copyOfModule('libt.so')];
    modutil(folder, '-add', 'Bank token two', '-libfile', long);
    const before = readFileSync(file);
    await change(short, true);
    expect(namesLoaded(folder)).toEqual(['NSS Internal PKCS #11 Module', 'Bank token two', 'Bank token']);
    await change(short, false);
    expect(readFileSync(file)).toEqual(before);
    // modutil drops the entry with the longer path, so the app does not use modutil.
    modutil(folder, '-add', 'Other', '-libfile', short);
    expect(namesLoaded(folder)).not.toContain('Bank token two');
  });

  test('creates the list of a new home where Chromium looks, and removes it with the last module', async () => {
    const { home, folder, file, change, storeId, modules } = newHome();
    expect(await modules.listed(storeId)).toEqual([]);
    await change(softhsm, true);
    expect({ pki: existsSync(join(home, '.pki')), mode: statSync(folder).mode & 0o777 }).toEqual({
      pki: false,
      mode: 0o700,
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // NSS creates its databases beside the list, as a browser does at startup.
    execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password'], {
      stdio: 'ignore',
      env: { ...process.env, ...token.environment },
    });
    expect(namesLoaded(folder)).toEqual(['NSS Internal PKCS #11 Module', 'Bank token']);
    rmSync(join(folder, 'cert9.db'));
    rmSync(join(folder, 'key4.db'));
    await change(softhsm, false);
    expect(existsSync(folder)).toBe(false);
  });

  test('does not register a module that is listed under another path or name or through p11-kit', async () => {
    const { folder, file, change, home } = newHome();
    makeNssDatabase(folder);
    const link = join(home, 'link.so');
    symlinkSync(softhsm, link);
    modutil(folder, '-add', 'theirs', '-libfile', link);
    const before = readFileSync(file);
    await expect(change(softhsm, true)).rejects.toMatchObject({
      code: 'module-registered',
      details: { name: 'theirs' },
    });
    expect(readFileSync(file)).toEqual(before);
    // A module is identified by its file, whatever its name.
    await change(softhsm, false);
    expect(namesLoaded(folder)).toEqual(['NSS Internal PKCS #11 Module']);
    const clean = readFileSync(file, 'latin1');
    writeFileSync(file, `${clean}library=p11-kit-proxy.so\nname=p11-kit\n\n`);
    await expect(change(softhsm, true, { throughP11Kit: true })).rejects.toMatchObject({ code: 'module-registered' });
    await change(softhsm, true, { throughP11Kit: false });
    await change(softhsm, false);
    writeFileSync(file, `${clean}library=libsofthsm2.so\nname=by name\n\n`);
    await expect(change(softhsm, true)).rejects.toMatchObject({ code: 'module-registered' });
    await expect(change(softhsm, false)).rejects.toMatchObject({ code: 'store-refused' });
  });

  test('removes a module whose file is gone, and accepts the removal of an unlisted one', async () => {
    const { folder, file, change, copyOfModule } = newHome();
    makeNssDatabase(folder);
    const before = readFileSync(file);
    const module = copyOfModule('gone.so');
    await change(module, true);
    rmSync(module);
    await change(module, false);
    expect(readFileSync(file)).toEqual(before);
    const { ino } = statSync(file);
    expect(await change(module, false)).toEqual({ restartNeeded: false });
    expect(statSync(file).ino).toBe(ino);
  });

  test('deletes old partial files of a killed change, but not those of a change in progress', async () => {
    const { folder, change } = newHome();
    makeNssDatabase(folder);
    const [old, young] = [`.certsteward-${randomUUID()}.part`, `.certsteward-${randomUUID()}.part`];
    for (const name of [old, young]) writeFileSync(join(folder, name), 'half');
    utimesSync(join(folder, old), 0, 0);
    await change(softhsm, true);
    expect(readdirSync(folder).toSorted()).toEqual([young, 'cert9.db', 'key4.db', 'pkcs11.txt']);
  });

  test('keeps three modules registered at the same time', async () => {
    const { folder, change, copyOfModule } = newHome();
    makeNssDatabase(folder);
    await Promise.all([1, 2, 3].map(async (each) => change(copyOfModule(`${each}.so`), true)));
    expect(namesLoaded(folder)).toEqual([
      'NSS Internal PKCS #11 Module',
      'Bank token',
      'Bank token (2)',
      'Bank token (3)',
    ]);
  });

  const refusals: Readonly<Record<string, readonly [code: string, spoil: (file: string, home: string) => void]>> = {
    'a link': [
      'store-refused',
      (file, home) => (renameSync(file, join(home, 'list')), symlinkSync(join(home, 'list'), file)),
    ],
    'a link to nothing': ['store-damaged', (file) => (rmSync(file), symlinkSync('/nonexistent/list', file))],
    'a second name': ['store-refused', (file, home) => linkSync(file, join(home, 'second'))],
    'a file without the right to write': ['store-read-only', (file) => chmodSync(file, 0o400)],
    'a folder without the right to write': ['store-read-only', (file) => chmodSync(join(file, '..'), 0o500)],
    'a folder in its place': ['store-damaged', (file) => (rmSync(file), mkdirSync(file))],
    'a pipe in its place': ['store-damaged', (file) => (rmSync(file), spawnSync('mkfifo', [file]))],
    'a NUL in it': ['store-damaged', (file) => writeFileSync(file, 'library=/a\0.so\n')],
    'too much in it': ['store-damaged', (file) => writeFileSync(file, '#\n'.repeat(200_000))],
    'an old list instead': ['store-refused', (file) => renameSync(file, join(file, '../secmod.db'))],
    'a damaged certificate database beside it': [
      'store-damaged',
      (file) =>
        writeFileSync(join(file, '../cert9.db'), 'no database at all, and long enough to be looked at'.repeat(90)),
    ],
  };
  test.each(Object.entries(refusals))('%s: refuses the change and writes nothing', async (_, [code, spoil]) => {
    const { home, folder, file, change } = newHome();
    makeNssDatabase(folder);
    spoil(file, home);
    const stamp = stampOf(file);
    const names = readdirSync(folder);
    await expect(change(softhsm, true)).rejects.toMatchObject({ code });
    expect(stampOf(file)).toBe(stamp);
    expect(readdirSync(folder)).toEqual(names);
    chmodSync(folder, 0o700);
  });

  test.skipIf(process.getuid?.() !== 0)('does not change another account’s list', async () => {
    const { folder, file, change } = newHome();
    makeNssDatabase(folder);
    execFileSync('chown', ['65534', file]);
    await expect(change(softhsm, true)).rejects.toMatchObject({ code: 'store-refused' });
    execFileSync('chown', ['65534', folder]);
    execFileSync('chown', ['0', file]);
    await expect(change(softhsm, true)).rejects.toMatchObject({ code: 'store-refused' });
  });

  test('does not write to an unknown store or to one whose sandbox does not see the module', async () => {
    const { home, modules } = newHome();
    const sandboxed = join(home, 'snap/chromium/current/.pki/nssdb');
    makeNssDatabase(sandboxed);
    const wish = { path: softhsm, name: 'x', throughP11Kit: false, registered: true };
    await expect(modules.registerModule({ ...wish, storeId: `chromium:${home}/other` })).rejects.toMatchObject({
      code: 'store-not-found',
    });
    await expect(modules.registerModule({ ...wish, storeId: `chromium:${sandboxed}` })).rejects.toMatchObject({
      code: 'module-outside-sandbox',
    });
    expect(await modules.modulePlaces(softhsm)).toHaveLength(1);
    expect(readFileSync(join(sandboxed, 'pkcs11.txt'), 'utf8')).not.toContain(softhsm);
  });
});
