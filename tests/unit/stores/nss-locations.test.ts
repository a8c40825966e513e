// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumDatabases } from '../../../main/stores/nss/chromium-databases.ts';
import { browserOfStore } from '../../../main/stores/nss/store-browser.ts';
import { firefoxProfiles } from '../../../main/stores/nss/firefox-profiles.ts';
import { slashes } from '../../support/system.ts';

function home(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-home-'));
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** A home with browsers on PATH that report a version. */
function around(folder: string, versions: Readonly<Record<string, string>> = { chromium: 'Chromium 156.0.1.2' }) {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return { home: folder, env: { PATH: bin } };
}

async function foldersOf(folder: string, versions?: Readonly<Record<string, string>>): Promise<string[]> {
  return (await chromiumDatabases(around(folder, versions))).map((each) =>
    slashes(each.folder.slice(folder.length + 1)),
  );
}

describe('[S02] which database Chromium reads', () => {
  test('[S02] ~/.pki/nssdb wins when it exists, even empty', async () => {
    const folder = home();
    mkdirSync(join(folder, '.pki/nssdb'), { recursive: true });
    mkdirSync(join(folder, '.local/share/pki/nssdb'), { recursive: true });
    expect(await foldersOf(folder)).toEqual(['.pki/nssdb']);
  });

  test('[S02] an empty ~/.pki alone does not count, and nothing is proposed beside an XDG database', async () => {
    const folder = home({ '.local/share/pki/nssdb/cert9.db': '' });
    mkdirSync(join(folder, '.pki'));
    expect(await foldersOf(folder, { chromium: 'Chromium 120.0.1' })).toEqual(['.local/share/pki/nssdb']);
  });

  test('[S02] a hidden XDG database is listed, but read by no browser', async () => {
    const folder = home({ '.local/share/pki/nssdb/cert9.db': 'x', '.pki/nssdb/cert9.db': 'x' });
    const [legacy, hidden] = await chromiumDatabases(around(folder));
    expect(legacy).toMatchObject({ isDefault: true, browsers: ['Chromium'] });
    expect(hidden).toMatchObject({ isDefault: false, browsers: [] });
  });

  test('[S02] the database is found under XDG_DATA_HOME', async () => {
    const folder = home({ 'data/pki/nssdb/cert9.db': 'x' });
    const { env } = around(folder);
    const [only] = await chromiumDatabases({ home: folder, env: { ...env, XDG_DATA_HOME: join(folder, 'data') } });
    expect(only?.folder).toBe(join(folder, 'data/pki/nssdb'));
  });

  test('[S02] a fresh home uses the new place only if every browser knows it', async () => {
    expect(await foldersOf(home(), { chromium: 'Chromium 146.0.1' })).toEqual(['.local/share/pki/nssdb']);
    expect(await foldersOf(home(), { chromium: 'Chromium 145.0.1' })).toEqual(['.pki/nssdb']);
    const both = { chromium: 'Chromium 156.0.1', 'google-chrome': 'Google Chrome 120.0.1' };
    expect(await foldersOf(home(), both)).toEqual(['.pki/nssdb']);
    expect(await foldersOf(home({ '.config/chromium/Last Version': '156.0.1' }), { chromium: 'no' })).toEqual([
      '.local/share/pki/nssdb',
    ]);
    expect(await foldersOf(home(), {})).toEqual([]);
  });

  test('[S02] the databases of Snap and Flatpak are listed separately', async () => {
    const folder = home({ 'snap/chromium/current/.pki/nssdb/cert9.db': '' });
    mkdirSync(join(folder, '.var/app/com.google.Chrome/data/pki/nssdb'), { recursive: true });
    expect(await foldersOf(folder, {})).toEqual([
      'snap/chromium/current/.pki/nssdb',
      '.var/app/com.google.Chrome/data/pki/nssdb',
    ]);
  });

  test('[S02] Chromium is running if its lock names a live local process', async () => {
    const folder = home({ '.config/chromium/x': '' });
    const lock = join(folder, '.config/chromium/SingletonLock');
    const running = async () => (await chromiumDatabases(around(folder)))[0]?.isRunning();
    expect(await running()).toBe(false);
    symlinkSync(`${hostname()}-${process.pid}`, lock);
    expect(await running()).toBe(true);
  });
});

const ini = (name: string, path: string, extra = ''): string =>
  `[Profile0]\nName=${name}\nIsRelative=1\nPath=${path}\n${extra}`;

describe('[S02] Firefox profiles', () => {
  test('[S02] both roots are listed, with ~/.mozilla/firefox as the one in use', () => {
    const folder = home({
      '.mozilla/firefox/profiles.ini': ini('old', 'a.old', 'Default=1\n'),
      '.mozilla/firefox/a.old/x': '',
      '.config/mozilla/firefox/profiles.ini': ini('new', 'b.new', 'Default=1\n'),
      '.config/mozilla/firefox/b.new/x': '',
    });
    expect(firefoxProfiles(around(folder, { 'firefox-esr': 'x' }))).toMatchObject([
      { id: 'firefox:a.old', name: 'Firefox (old)', isDefault: true, browsers: ['Firefox ESR'] },
      { id: 'firefox:b.new', name: 'Firefox (new)', isDefault: false, browsers: [] },
    ]);
  });

  test('[S02] the default of an installation takes precedence over Default=1', () => {
    const folder = home({
      '.config/mozilla/firefox/profiles.ini': `${ini('one', 'one', 'Default=1\n')}\n[Profile1]\nName=two\nIsRelative=1\nPath=two\n`,
      '.config/mozilla/firefox/installs.ini': '[4F96D1932A9F858E]\nDefault=two\nLocked=1\n',
      '.config/mozilla/firefox/one/x': '',
      '.config/mozilla/firefox/two/x': '',
    });
    const profiles = firefoxProfiles(around(folder));
    expect(profiles.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      ['firefox:one', false],
      ['firefox:two', true],
    ]);
  });

  test('[S02] folders of one name are distinguished by path, and missing ones left out', () => {
    const folder = home({
      '.config/mozilla/firefox/profiles.ini': ini('a', 'same'),
      '.config/mozilla/firefox/same/x': '',
      'snap/firefox/common/.mozilla/firefox/profiles.ini': `${ini('b', 'same')}\n[Profile1]\nName=c\nPath=gone\n`,
      'snap/firefox/common/.mozilla/firefox/same/x': '',
    });
    expect(firefoxProfiles(around(folder)).map(({ id }) => slashes(id.slice(`firefox:${folder}/`.length)))).toEqual([
      '.config/mozilla/firefox/same',
      'snap/firefox/common/.mozilla/firefox/same',
    ]);
  });

  test('[S02] Firefox is running if `lock` names a live process', () => {
    const folder = home({
      '.config/mozilla/firefox/profiles.ini': ini('a', 'a'),
      '.config/mozilla/firefox/a/.parentlock': '',
    });
    const [profile] = firefoxProfiles(around(folder));
    expect(profile?.isRunning()).toBe(false);
    symlinkSync(`127.0.1.1:+${process.pid}`, join(folder, '.config/mozilla/firefox/a/lock'));
    expect(profile?.isRunning()).toBe(true);
  });
});

describe('[S12] the browser that reads a store', () => {
  const both = { chromium: 'Chromium 156.0.1.2', 'microsoft-edge': 'Microsoft Edge 156.0.1.2' };
  const choice = '[Default Applications]\nx-scheme-handler/https=microsoft-edge.desktop;\n';

  test('[S12] is the one that the person chose for https, else the first that shares it', async () => {
    const plain = home({ '.pki/nssdb/cert9.db': 'x' });
    const id = `chromium:${join(plain, '.pki/nssdb')}`;
    expect(await browserOfStore(id, around(plain, both))).toMatchObject({ name: 'Chromium', before: [] });
    const chosen = home({ '.pki/nssdb/cert9.db': 'x', '.config/mimeapps.list': choice });
    const [store] = await chromiumDatabases(around(chosen, both));
    const browser = await browserOfStore(store?.id ?? '', around(chosen, both));
    expect(browser).toEqual({ name: 'Microsoft Edge', program: join(chosen, 'bin/microsoft-edge'), before: [] });
    expect(store).toMatchObject({ name: 'Microsoft Edge / Chromium', browsers: ['Microsoft Edge', 'Chromium'] });
  });

  test('[S12] is recognised by its whole name, not by a prefix', async () => {
    const beta = '[Default Applications]\nx-scheme-handler/https=google-chrome-beta.desktop;\n';
    const chosen = home({ '.pki/nssdb/cert9.db': 'x', '.config/mimeapps.list': beta });
    const place = around(chosen, { 'google-chrome': 'Google Chrome 156.0.1', 'google-chrome-beta': '157.0.1' });
    const [store] = await chromiumDatabases(place);
    expect(store?.browsers).toEqual(['Google Chrome Beta', 'Google Chrome']);
  });

  test('[S12] is found past entries of PATH that are missing, files, relative or hold a folder of its name', async () => {
    const folder = home({ '.pki/nssdb/cert9.db': 'x', file: '', 'source/chromium/README': '' });
    const { env } = around(folder, { chromium: 'Chromium 156.0.1.2' });
    const near = relative(process.cwd(), around(home(), { chromium: 'Chromium 1' }).env.PATH);
    // On Windows, the temporary folder may be on another drive.
    const entries = [
      isAbsolute(near) ? '' : near,
      ...['missing', 'file', 'source'].map((name) => join(folder, name)),
      env.PATH,
    ];
    const id = `chromium:${join(folder, '.pki/nssdb')}`;
    expect(await browserOfStore(id, { home: folder, env: { PATH: entries.join(delimiter) } })).toMatchObject({
      program: join(folder, 'bin/chromium'),
    });
  });

  test('[S12] opens a second Firefox profile itself, and is none for an unknown store', async () => {
    const profiles =
      '[Profile0]\nName=a\nIsRelative=1\nPath=a.default\nDefault=1\n\n[Profile1]\nName=b\nIsRelative=1\nPath=b\n';
    const folder = home({
      '.mozilla/firefox/profiles.ini': profiles,
      '.mozilla/firefox/a.default/cert9.db': 'x',
      '.mozilla/firefox/b/cert9.db': 'x',
    });
    const place = around(folder, { firefox: 'Mozilla Firefox 150' });
    expect(await browserOfStore('firefox:a.default', place)).toMatchObject({ name: 'Firefox', before: [] });
    const second = await browserOfStore('firefox:b', place);
    expect(second?.before).toEqual(['--profile', join(folder, '.mozilla/firefox/b')]);
    expect(await browserOfStore('firefox:c', place)).toBeNull();
    expect(await browserOfStore('chromium:/nowhere', place)).toBeNull();
    expect(await browserOfStore('windows:MY', place)).toBeNull();
  });
});
