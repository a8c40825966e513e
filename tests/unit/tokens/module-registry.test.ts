// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import type { ComputerState } from '../../../main/computer-state/state-port.ts';
import { createModuleRegistry } from '../../../main/tokens/modules/module-registry.ts';
import type { ModuleRegistry } from '../../../main/tokens/modules/registry-port.ts';
import { elfLibrary } from '../../support/tokens/modules/made-up-library.ts';
import { onWindows } from '../../support/system.ts';

let root = '';
let state: ComputerState;
let registry: ModuleRegistry;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'registry-')));
  for (const folder of ['p11', 'etc', 'user', 'lib', 'known', 'dpkg/info'])
    mkdirSync(join(root, folder), { recursive: true });
  state = createComputerState({ folder: join(root, 'data'), now: () => new Date() });
  registry = openRegistry();
});
afterEach(() => {
  state.close();
  rmSync(root, { recursive: true, force: true });
});

function openRegistry(): ModuleRegistry {
  return createModuleRegistry({
    consents: state.modules,
    places: {
      platform: 'linux',
      arch: process.arch,
      env: {},
      ownUid: process.getuid?.() ?? 0,
      dpkg: join(root, 'dpkg'),
      p11Kit: {
        packaged: join(root, 'p11'),
        system: join(root, 'etc'),
        user: join(root, 'user'),
        libraries: [join(root, 'lib')],
      },
      knownPaths: [
        { name: 'Known One', path: join(root, 'known/one.so') },
        { name: 'Known Two', path: join(root, 'known/two.so') },
      ],
    },
  });
}

function library(path: string, content: string = path): string {
  writeFileSync(join(root, path), elfLibrary(content));
  return join(root, path);
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('[T01] lists configured, known and added modules once per file, with their details', async () => {
  const configured = library('lib/conf.so.1');
  symlinkSync('conf.so.1', join(root, 'lib/conf.so'));
  writeFileSync(join(root, 'p11/a.module'), "module: conf.so\nx-init-reserved: configdir='x'\n");
  writeFileSync(join(root, 'p11/b.module'), `module: ${configured}\n`);
  writeFileSync(join(root, 'p11/gone.module'), 'module: gone.so\n');
  linkSync(configured, join(root, 'known/one.so'));
  const two = library('known/two.so');
  const added = library('added.so');
  const facts = await registry.look(added);
  await registry.allow(facts.moduleId, facts.sha256);
  const rows = await registry.list();
  expect(rows.map(({ path, source, name, state, parameters }) => ({ path, source, name, state, parameters }))).toEqual([
    { path: configured, source: 'p11-kit', name: 'Known One', state: 'needs-consent', parameters: "configdir='x'" },
    { path: two, source: 'known-path', name: 'Known Two', state: 'needs-consent', parameters: null },
    { path: added, source: 'added', name: 'added.so', state: 'ready', parameters: null },
  ]);
  const [first] = rows;
  expect(first?.moduleId).toBe(sha256(configured));
  expect(first?.sha256).toBe(sha256(elfLibrary('lib/conf.so.1')));
  expect(first?.owner).toBe(execFileSync('id', ['-un'], { encoding: 'utf8' }).trim());
  expect(first?.package).toBeNull();
});

test('[T01] consent is valid for one hash, and is needed again after a change or withdrawal', async () => {
  const path = library('known/one.so');
  const { moduleId, sha256: hash } = await registry.look(path);
  expect((await registry.allow(moduleId, hash)).state).toBe('ready');
  expect((await openRegistry().find(path)).state).toBe('ready');
  writeFileSync(path, elfLibrary('exchanged'));
  const changed = await registry.find(moduleId);
  expect({ state: changed.state, sha256: changed.sha256 }).toEqual({
    state: 'changed',
    sha256: sha256(elfLibrary('exchanged')),
  });
  await expect(registry.allow(moduleId, hash)).rejects.toMatchObject({ code: 'module-not-allowed' });
  expect((await registry.allow(moduleId, changed.sha256)).state).toBe('ready');
  await registry.forget(moduleId);
  expect((await registry.find(moduleId)).state).toBe('needs-consent');
});

test('[T01] an added module is listed until forgotten, and as missing if its file is gone', async () => {
  const path = library('added.so');
  symlinkSync(path, join(root, 'link.so'));
  const { moduleId, sha256: hash, path: real } = await registry.look(join(root, 'link.so'));
  expect(real).toBe(path);
  expect(await registry.list()).toEqual([]);
  await registry.allow(moduleId, hash);
  rmSync(path);
  expect(await registry.find(moduleId)).toMatchObject({ state: 'missing', sha256: hash, path, name: 'added.so' });
  await registry.forget(moduleId);
  expect(await registry.list()).toEqual([]);
  await expect(registry.forget(moduleId)).rejects.toMatchObject({ code: 'module-not-found' });
});

test('[T01] a path that is no module file is refused before consent', async () => {
  writeFileSync(join(root, 'text.so'), 'hello'.repeat(100));
  writeFileSync(join(root, 'arm.so'), elfLibrary('x', process.arch === 'arm64' ? 62 : 183));
  if (!onWindows) execFileSync('mkfifo', [join(root, 'pipe.so')]);
  const refused = async (path: string) => {
    const error = await registry
      .look(path)
      .catch((reason: unknown) => reason as { code: string; details: { reason?: string } });
    return 'code' in error ? [error.code, error.details.reason] : error;
  };
  expect(await refused(join(root, 'absent.so'))).toEqual(['module-not-found', undefined]);
  expect(await refused('relative.so')).toEqual(['module-not-found', undefined]);
  expect(await refused(join(root, 'text.so'))).toEqual(['module-broken', 'no-library']);
  expect(await refused(join(root, 'arm.so'))).toEqual(['module-broken', 'other-machine']);
  if (!onWindows) expect(await refused(join(root, 'pipe.so'))).toEqual(['module-broken', 'not-a-file']);
  expect(await refused(root)).toEqual(['module-broken', 'not-a-file']);
  await expect(registry.allow('0'.repeat(64), '0'.repeat(64))).rejects.toMatchObject({ code: 'module-not-found' });
});

test('[T01] reports whether others can write to the file or a folder above it', async () => {
  const path = library('lib/m.so');
  chmodSync(path, 0o644);
  const shown = async () => (await registry.look(path)).writableByOthers;
  expect(await shown()).toBe(false);
  chmodSync(path, 0o646);
  expect(await shown()).toBe(true);
  chmodSync(path, 0o644);
  chmodSync(join(root, 'lib'), 0o757);
  expect(await shown()).toBe(true);
  // With the sticky bit, others can't replace this file.
  chmodSync(join(root, 'lib'), 0o1757);
  expect(await shown()).toBe(false);
});

test.skipIf(process.getuid?.() !== 0)(
  '[T01] a package’s file that root alone can change needs no consent',
  async () => {
    const path = library('known/one.so');
    chmodSync(path, 0o644);
    writeFileSync(join(root, 'dpkg/info/one-pkcs11:amd64.list'), `/.\n${path}\n`);
    expect(await registry.find(path)).toMatchObject({ state: 'ready', package: 'one-pkcs11' });
    chmodSync(path, 0o666);
    expect((await registry.find(path)).state).toBe('needs-consent');
    chmodSync(path, 0o644);
    chmodSync(join(root, 'known'), 0o777);
    expect((await registry.find(path)).state).toBe('needs-consent');
  },
);
