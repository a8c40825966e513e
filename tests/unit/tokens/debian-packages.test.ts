// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { debianPackages } from '../../../main/tokens/modules/debian-packages.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dpkg-'));
  mkdirSync(join(folder, 'info'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const list = (name: string, ...paths: string[]): void =>
  writeFileSync(join(folder, 'info', `${name}.list`), `/.\n${paths.join('\n')}\n`);
const packagesOf = async (...paths: string[]) => Object.fromEntries(await debianPackages(paths, folder));

test('[T01] matches a whole path to its package, and leaves out the architecture', async () => {
  list('libone:amd64', '/usr/lib/one.so.1', '/usr/lib/one.so');
  list('two', '/usr/lib/two.so.1');
  expect(await packagesOf('/usr/lib/one.so', '/usr/lib/two.so', '/opt/x.so')).toEqual({ '/usr/lib/one.so': 'libone' });
});

test('[T01] /lib and /usr/lib are one folder on a merged system', async () => {
  list('old', '/lib/x86_64-linux-gnu/old.so');
  expect(await packagesOf('/usr/lib/x86_64-linux-gnu/old.so', '/usr/share/old.so')).toEqual({
    '/usr/lib/x86_64-linux-gnu/old.so': 'old',
  });
});

test('[T01] a diverted file stays its package’s, and its replacement is the diverter’s', async () => {
  list('original', '/usr/lib/m.so');
  list('diverter', '/usr/lib/m.so');
  writeFileSync(
    join(folder, 'diversions'),
    '/usr/lib/m.so\n/usr/lib/m.so.orig\ndiverter\n/usr/lib/n.so\n/usr/lib/n.bak\n:\n',
  );
  list('local', '/usr/lib/n.so');
  expect(await packagesOf('/usr/lib/m.so', '/usr/lib/m.so.orig', '/usr/lib/n.bak')).toEqual({
    '/usr/lib/m.so': 'diverter',
    '/usr/lib/m.so.orig': 'original',
    '/usr/lib/n.bak': 'local',
  });
});

test('[T01] finds no packages without dpkg', async () => {
  expect(await debianPackages(['/usr/lib/m.so'], join(folder, 'absent'))).toEqual(new Map());
});
