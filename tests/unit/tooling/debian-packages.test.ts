// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findBrowser } from '../../../scripts/launcher/browser.mjs';
import { onPath } from '../../../scripts/launcher/commands.mjs';
import { aptGet, ensure, missing, packages } from '../../../scripts/launcher/debian-packages.mjs';

describe('programs and packages on this machine', () => {
  let folder: string;
  const program = (name: string): string => {
    const file = join(folder, name);
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-path-'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds a program only when it may be executed', () => {
    writeFileSync(join(folder, 'text'), '');
    expect(onPath('text', folder)).toBeNull();
    expect(onPath('tool', `/nowhere:${folder}`)).toBeNull();
    expect(onPath('tool', `/nowhere:${program('tool').replace('/tool', '')}`)).toBe(join(folder, 'tool'));
  });

  it('prefers chromium and otherwise finds another browser', () => {
    const env = { PATH: folder };
    expect(findBrowser(env, 'linux')).toBeNull();
    program('microsoft-edge-stable');
    expect(findBrowser(env, 'linux')).toBe(join(folder, 'microsoft-edge-stable'));
    program('chromium');
    expect(findBrowser(env, 'linux')).toBe(join(folder, 'chromium'));
  });

  it('installs nothing when installing is forbidden or apt-get is missing', () => {
    expect(aptGet({ PATH: folder })).toBeNull();
    program('apt-get');
    expect(aptGet({ PATH: folder, CERTSTEWARD_NO_INSTALL: '1' })).toBeNull();
    // This PATH has no sudo, so only root can install.
    expect(aptGet({ PATH: folder })).toEqual(
      process.getuid?.() === 0 ? ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : null,
    );
  });

  it('[P08] makes apt-get noninteractive, even through sudo, which drops the environment', async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CERTSTEWARD_NO_INSTALL', '');
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    vi.spyOn(process, 'getuid').mockReturnValue(1000);
    const calls = join(folder, 'calls');
    writeFileSync(program('apt-get'), `#!/bin/sh\necho "$DEBIAN_FRONTEND" >> '${calls}'\n`);
    writeFileSync(program('sudo'), '#!/bin/sh\nshift\nexec /usr/bin/env -i PATH="$PATH" "$@"\n');
    symlinkSync('/usr/bin/env', join(folder, 'env'));
    program('true');
    await ensure(['openssl']);
    expect(readFileSync(calls, 'utf8')).toBe('noninteractive\nnoninteractive\n');
  });

  it('installs optional packages separately, so that an unavailable one blocks no other', async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CERTSTEWARD_NO_INSTALL', '');
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const calls = join(folder, 'calls');
    // Installs all packages or none, like apt.
    const install = `for name; do case $name in openssl) /bin/cp "$0" '${folder}/openssl';; esac; done`;
    const body = `echo "$@" >> '${calls}'\ncase "$*" in *wine*) exit 100;; esac\n${install}`;
    writeFileSync(program('apt-get'), `#!/bin/sh\n${body}\n`);
    writeFileSync(program('sudo'), '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n');
    program('true');
    symlinkSync('/usr/bin/env', join(folder, 'env'));
    expect(await ensure(['wine', 'openssl', 'wine64'])).toEqual(['wine', 'wine64']);
    const words = '-qq -y --no-install-recommends install';
    expect(readFileSync(calls, 'utf8')).toBe(`-qq update\n${words} openssl\n${words} wine wine64\n`);
    expect(packages.wine?.optional).toBe(true);
  });

  it('asks for a Chinese font only where none is installed', () => {
    vi.stubEnv('PATH', folder);
    expect(missing(['fonts-noto-cjk'])).toEqual(['fonts-noto-cjk']);
    writeFileSync(program('fc-list'), '#!/bin/sh\n');
    expect(missing(['fonts-noto-cjk'])).toEqual(['fonts-noto-cjk']);
    writeFileSync(program('fc-list'), '#!/bin/sh\necho /usr/share/fonts/wqy-zenhei.ttc:\n');
    expect(missing(['fonts-noto-cjk'])).toEqual([]);
  });

  it('refuses a package it does not know', () => {
    expect(() => missing(['no-such-package'])).toThrow('unknown package no-such-package');
  });
});
