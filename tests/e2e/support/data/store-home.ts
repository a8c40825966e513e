// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeNssDatabase } from '../../../support/stores/browser-login/nss-database.ts';
import { test } from '../fixtures.ts';

/** The database in the home that `makeStoreHome` made. */
const chromiumStore = () => `sql:${path.join(process.env['HOME'] ?? '', '.pki/nssdb')}`;

const variables = ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME'];

/**
 * A separate home with one empty Chromium database, made by NSS's certutil. Call before `shareApp`, which starts
 * the app in this home. Returns a function that lists the database from outside.
 */
export function makeStoreHome(): () => string {
  let home = '';
  const before = new Map(variables.map((name) => [name, process.env[name]]));
  test.beforeAll(() => {
    home = mkdtempSync(path.join(tmpdir(), 'certsteward-home-'));
    for (const name of variables) delete process.env[name];
    process.env['HOME'] = home;
    makeNssDatabase(path.join(home, '.pki/nssdb'));
  });
  test.afterAll(() => {
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
    rmSync(home, { recursive: true, force: true });
  });
  return () => execFileSync('certutil', ['-L', '-d', chromiumStore()], { encoding: 'utf8' });
}

/** Imports certificate, key and issuer into the home's Chromium database, like a browser. */
export function putIntoChromium(p12: string, password: string): void {
  const secret = `${p12}.store-password`;
  writeFileSync(secret, password, { mode: 0o600 });
  execFileSync('pk12util', ['-i', p12, '-d', chromiumStore(), '-w', secret], { stdio: 'ignore' });
}

/** A Firefox profile whose databases are invalid. */
export function makeDamagedFirefox(): void {
  const firefox = path.join(process.env['HOME'] ?? '', '.mozilla/firefox');
  mkdirSync(path.join(firefox, 'torn.default'), { recursive: true });
  const profile = '[Profile0]\nName=default\nIsRelative=1\nPath=torn.default\nDefault=1\n';
  writeFileSync(path.join(firefox, 'profiles.ini'), `[General]\nVersion=2\n\n${profile}`);
  for (const name of ['cert9.db', 'key4.db'])
    writeFileSync(path.join(firefox, 'torn.default', name), 'no database'.repeat(1000));
}
