// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { p11KitModules } from '../../../main/tokens/modules/p11-kit-modules.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'p11-kit-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function names(): Promise<readonly string[]> {
  const folders = {
    packaged: join(root, 'packaged'),
    system: join(root, 'etc'),
    user: join(root, 'user'),
    libraries: ['/a', '/b'],
  };
  const modules = await p11KitModules(folders);
  return modules.map(({ paths, parameters }) => paths.join('|') + (parameters === null ? '' : ` ${parameters}`));
}

test('[T01] reads p11-kit files with comments, relative names, parameters and priorities', async () => {
  write('packaged/one.module', "# a module\n\n  module :  one.so  \ncritical: no\nx-init-reserved: a='b' # c\n");
  write('packaged/two.module', 'module: /opt/two.so\r\npriority: 10\r\nx-init-reserved:\n');
  write('packaged/three.module', 'module: /opt/three.so\nno colon here\n');
  write('packaged/readme.txt', 'module: /opt/no.so');
  write('packaged/.hidden.module', 'module: /opt/no.so');
  write('packaged/huge.module', `module: /opt/no.so\n${'#'.repeat(70_000)}\n`);
  mkdirSync(join(root, 'packaged/folder.module'));
  expect(await names()).toEqual([
    '/opt/two.so',
    `${join('/a/one.so')}|${join('/b/one.so')} a='b' # c`,
    '/opt/three.so',
  ]);
});

test('[T01] skips trust policy and remote modules, and honours enable-in and disable-in', async () => {
  write('packaged/trust.module', 'module: /opt/trust.so\ntrust-policy: yes\n');
  write('packaged/notrust.module', 'module: /opt/a.so\ntrust-policy: no\n');
  write('packaged/remote.module', 'remote: |ssh user@host p11-kit remote /m.so\nmodule: /opt/r.so\n');
  write('packaged/mine.module', 'module: /opt/b.so\nenable-in: firefox, certsteward\n');
  write('packaged/other.module', 'module: /opt/c.so\nenable-in: firefox\n');
  write('packaged/off.module', 'module: /opt/d.so\ndisable-in: p11-kit-proxy,certsteward\n');
  write('packaged/on.module', 'module: /opt/e.so\ndisable-in: p11-kit-proxy\n');
  expect(await names()).toEqual(['/opt/b.so', '/opt/a.so', '/opt/e.so']);
});

test('[T01] a same-named file overrides single settings: user before /etc before packages', async () => {
  write('packaged/one.module', 'module: /opt/packaged.so\nx-init-reserved: keep\n');
  write('packaged/two.module', 'module: /opt/two.so\n');
  write('packaged/three.module', 'module: /opt/three.so\n');
  write('etc/modules/one.module', 'module: /opt/etc.so\npriority: 5\n');
  write('user/modules/one.module', 'module: /opt/user.so\n');
  write('user/modules/two.module', 'module:\n');
  write('user/modules/three.module', 'disable-in: certsteward\n');
  write('user/modules/four.module', 'module: /opt/four.so\n');
  expect(await names()).toEqual(['/opt/user.so keep', '/opt/four.so']);
});

test.each([
  ['etc', 'none', ['/opt/system.so']],
  ['etc', 'only', ['/opt/user.so']],
  ['etc', 'merge', ['/opt/system.so', '/opt/user.so']],
  ['user', 'only', ['/opt/user.so']],
])('[T01] applies user-config from %s: %s', async (where, mode, expected) => {
  write('packaged/system.module', 'module: /opt/system.so\n');
  write('user/modules/user.module', 'module: /opt/user.so\n');
  write(`${where}/pkcs11.conf`, `user-config: ${mode}\n`);
  expect(await names()).toEqual(expected);
});

test('[T01] lists no modules without any configuration', async () => {
  expect(await names()).toEqual([]);
});
