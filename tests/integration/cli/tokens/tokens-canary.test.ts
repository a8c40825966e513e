// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundInFiles } from '../../../e2e/support/checks/canary.ts';
import type { MinimalToken } from '../../../support/tokens/modules/broken-modules/minimal-token.ts';
import type { SoftHsmTarget } from '../../../support/tokens/modules/softhsm.ts';
import {
  asNobody,
  canaries,
  cli,
  codeOf,
  data,
  expectedDescriptors,
  home,
  looks,
  missing,
  onToken,
  pins,
  prepareTokens,
  removeTokens,
  secret,
  secrets,
  seen,
  shortPin,
  temporary,
} from '../../../support/tokens/work/watched-pins.ts';

let target: SoftHsmTarget;
let crashing: MinimalToken;

beforeAll(async () => {
  if (missing === null) ({ target, crashing } = await prepareTokens());
});
afterAll(removeTokens);

describe.skipIf(missing !== null)('[X04] [T04] a PIN on the command line', () => {
  test('is read from a file or standard input to log in, change it, unblock it and use a key', async () => {
    const login = [...onToken, '--pin-file', secret('pin')];
    expect(codeOf(await cli(['objects', ...onToken, '--pin-file', secret('wrong')]))).toBe('wrong-pin');
    expect(codeOf(await cli(['objects', ...onToken, '--pin-stdin'], `${pins.pin}\n`))).toBe(0);
    expect(codeOf(await cli(['manage', ...onToken, '--on', '--yes']))).toBe(0);
    expect(codeOf(await cli(['generate', ...login, '--algorithm', 'rsa-2048', '--label', 'k']))).toBe(0);
    const change = ['pin', 'change', ...onToken, '--new-pin-file', secret('new-pin')];
    expect(codeOf(await cli([...change, '--pin-stdin'], `${pins.pin}\n`))).toBe(0);
    const unblock = ['pin', 'unblock', ...onToken, '--so-pin-file', secret('so-pin'), '--new-pin-file', secret('pin')];
    expect(codeOf(await cli(unblock))).toBe(0);
    expect(codeOf(await cli(['test', ...login, '--key', 'k']))).toBe(0);
  });

  test('is in no core dump of a module that crashes during login', async () => {
    expect(codeOf(await cli(['modules', 'add', crashing.modulePath, '--yes']))).toBe(0);
    const login = ['objects', '--module', crashing.modulePath, '--token', crashing.label, '--last-try', '--pin-stdin'];
    for (const fault of ['segv', 'abort'] as const) {
      crashing.trip('C_Login', 'during', fault);
      expect(codeOf(await cli(login, `${shortPin}\n`))).toBe('module-stopped');
      expect(crashing.armed()).toBe(false);
    }
    const cores = [home, data, temporary, process.cwd()].flatMap((place) =>
      readdirSync(place).filter((name) => /^core(\.|$)/.test(name)),
    );
    expect(cores).toEqual([]);
  });

  test('appears in no command line, environment, output, data, home or temporary file', async () => {
    const files = [data, home, temporary].flatMap((place) => foundInFiles(canaries, place));
    expect([...seen, ...files]).toEqual([]);
    // Proves the searched files exist and that a PIN in a file is found.
    expect(readdirSync(join(home, '.local/state/certsteward'))).toContain('state.sqlite');
    expect(foundInFiles(canaries, secrets).length).toBeGreaterThan(0);
  });

  test('goes to a process that cannot dump core and opens only its channel and the token', () => {
    expect(looks.children).toBeGreaterThan(10);
    expect([...looks.limits]).toEqual(['0 0']);
    // SoftHSM keeps its tokens in files.
    const softHsmFolders = Object.values(target.environment).map((file) => dirname(file));
    const tokenFiles = [...softHsmFolders, crashing.modulePath.replace(/so$/, '')];
    // A system library, the loader's cache or a time zone file is open briefly while being read (seen: libcrypto.so.3).
    const isLibrary = (each: string): boolean =>
      /^\/(usr\/)?lib\/.*\.so(\.\d+)*$|^\/etc\/ld\.so\.cache$|^\/usr\/share\/zoneinfo\//.test(each);
    const others = [...looks.descriptors].filter(
      (each) => !isLibrary(each) && !tokenFiles.some((place) => each.startsWith(place)),
    );
    expect(others.filter((each) => !expectedDescriptors.includes(each))).toEqual([]);
  });

  test('the process that receives it cannot be read by another process of the same account', async () => {
    looks.owners.clear();
    crashing.setTriesLeft(3);
    expect(await asNobody(['modules', 'add', crashing.modulePath, '--yes'], '')).toBe(0);
    const login = ['objects', '--module', crashing.modulePath, '--token', crashing.label, '--last-try', '--pin-stdin'];
    // Exit code 3: a wrong PIN.
    expect(await asNobody(login, `${shortPin}\n`)).toBe(3);
    expect([...looks.owners]).toEqual([0]);
    expect([...seen]).toEqual([]);
  });
});
