// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(`../../support/vault/scripts/${name}.ts`, import.meta.url));

function onSmallDisk(folder: string, command: readonly string[], mebibytes = 2) {
  const mount = `mount -t tmpfs -o size=${mebibytes}m tmpfs "$0" && exec "$@"`;
  return spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder, ...command], {
    encoding: 'utf8',
  });
}

const canMount = onSmallDisk('/mnt', ['true']).status === 0;

describe.skipIf(!canMount)('a full disk (skipped where a private tmpfs cannot be mounted)', () => {
  test('[K08] reports disk-full, keeps everything committed, and works again once there is space', () => {
    const folder = temporaryFolder();
    const { stdout, stderr } = onSmallDisk(folder, [process.execPath, scriptOf('disk-full-session'), folder]);
    expect(stderr).toBe('');
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(answer).toMatchObject({
      failure: 'disk-full',
      creation: 'disk-full',
      secondFiles: [],
      lost: 0,
      findings: [],
    });
    expect(answer).toMatchObject({ keysAddedAfter: 1 });
    expect(answer['committed']).toBeGreaterThan(10);
    expect(answer['listed']).toBe(answer['committed']);
    expect(answer['keys']).toBe(answer['committed']);
  });

  test('[K08] a migration without space for its copy doesn’t start and leaves the vault unchanged', () => {
    const folder = temporaryFolder();
    const { stdout, stderr } = onSmallDisk(folder, [process.execPath, scriptOf('migrate-on-full-disk'), folder], 4);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      failure: 'disk-full',
      names: ['vault.sqlite'],
      version: 1,
      untouched: true,
      findings: [],
      lost: 0,
      afterwards: ['vault.sqlite', 'vault.sqlite.before-v2'],
    });
  });

  test('[K08] [E04] requests a CA-made key only with space for the response, and keeps it on a full disk', () => {
    const folder = temporaryFolder();
    const { stdout, stderr } = onSmallDisk(folder, [process.execPath, scriptOf('disk-full-key'), folder]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      withoutRoom: 'disk-full',
      counted: 0,
      sent: 'done',
      kept: 'done',
      isWhole: true,
      isKey: true,
      lostAnswers: 0,
      findings: [],
      // The key that signed the request, and the one in the answer.
      keys: 2,
    });
  });
});
