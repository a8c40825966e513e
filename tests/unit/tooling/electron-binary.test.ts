// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary } from '../../../scripts/launcher/electron-binary.mjs';
import { downloadReachable } from '../../../scripts/launcher/electron-download.mjs';

describe('the check for Electron’s binary', () => {
  let folder: string;
  const put = (name: string, text: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-electron-'));
    put('node_modules/electron/package.json', '{"version":"45.4.1"}');
    put('node_modules/electron/path.txt', 'electron');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const look = (env: NodeJS.ProcessEnv = {}) => electronBinary(folder, env, 'linux');

  it('reports that the electron package is not installed', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(look()).toEqual({ path: null, why: 'the package electron is not installed' });
  });

  it('reports a binary that was never downloaded', () => {
    expect(look()).toEqual({ path: null, why: 'its binary is not on this machine' });
  });

  it('refuses a binary of another version', () => {
    put('node_modules/electron/dist/version', 'v44.0.0');
    put('node_modules/electron/dist/electron', '');
    expect(look()).toEqual({ path: null, why: 'its binary is 44.0.0, the package is 45.4.1' });
  });

  it('refuses a folder without the executable of this platform', () => {
    put('node_modules/electron/dist/version', '45.4.1');
    put('node_modules/electron/dist/electron.exe', '');
    expect(look()).toEqual({ path: null, why: 'its folder has no executable' });
  });

  it('finds the executable, with or without the v of older releases', () => {
    put('node_modules/electron/dist/version', 'v45.4.1\n');
    put('node_modules/electron/dist/electron', '');
    expect(look()).toEqual({ path: join(folder, 'node_modules/electron/dist/electron'), why: 'version 45.4.1' });
  });

  it.each(['', 'electron.exe'])('[P08] refuses a folder that was unpacked in part, with %j in path.txt', (text) => {
    put('node_modules/electron/dist/version', '45.4.1');
    put('node_modules/electron/dist/electron', '');
    put('node_modules/electron/path.txt', text);
    expect(look()).toEqual({ path: null, why: 'its download was cut short' });
    rmSync(join(folder, 'node_modules/electron/path.txt'));
    expect(look().path).toBeNull();
  });

  it('checks ELECTRON_OVERRIDE_DIST_PATH, which electron itself trusts blindly', () => {
    put('node_modules/electron/dist/version', '45.4.1');
    put('node_modules/electron/dist/electron', '');
    expect(look({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') }).path).toBeNull();
  });

  it('reports a server that refuses connections as unreachable', async () => {
    // Port 1 is reserved and closed: the connection is refused at once.
    expect(await downloadReachable(folder, { ELECTRON_MIRROR: 'http://127.0.0.1:1/' })).toBe(false);
  });
});
