import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from './fixtures.ts';

const variables = ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME'];

/**
 * A home of its own with one empty Chromium database, as NSS's certutil makes it. Call before `shareApp`: the app finds
 * the stores of the home that it is started in. Returns what lists the database from outside.
 */
export function makeStoreHome(): () => string {
  let home = '';
  const before = new Map(variables.map((name) => [name, process.env[name]]));
  const database = () => `sql:${path.join(home, '.pki/nssdb')}`;
  test.beforeAll(() => {
    home = mkdtempSync(path.join(tmpdir(), 'certsteward-home-'));
    mkdirSync(path.join(home, '.pki/nssdb'), { recursive: true });
    const empty = path.join(home, 'empty');
    writeFileSync(empty, '\n');
    execFileSync('certutil', ['-N', '-d', database(), '-f', empty]);
    for (const name of variables) delete process.env[name];
    process.env['HOME'] = home;
  });
  test.afterAll(() => {
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
    rmSync(home, { recursive: true, force: true });
  });
  return () => execFileSync('certutil', ['-L', '-d', database()], { encoding: 'utf8' });
}
