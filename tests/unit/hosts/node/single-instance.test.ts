// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  asksToLock,
  askToLock,
  becomeInstance,
  pipeAddress,
  readFiles,
  socketAddress,
} from '../../../../main/hosts/node/single-instance.ts';
import type { Instance } from '../../../../main/hosts/node/single-instance.ts';
import { privateFileMode } from '../../../support/system.ts';

const quiet = { files: () => undefined, lock: async () => 'nothing-open' as const };
let folder: string;
let first: Instance | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'certsteward-instance-'));
});
afterEach(() => {
  if (first?.role === 'first') first.close();
  rmSync(folder, { recursive: true });
});

test('[U09] the second start hands its files to the first', async () => {
  const taken: string[] = [];
  first = await becomeInstance(folder, [], { ...quiet, files: (files) => void taken.push(...files) });
  expect(first.role).toBe('first');
  const second = await becomeInstance(folder, ['/tmp/张三.pfx'], {
    ...quiet,
    files: () => {
      throw new Error('the second must not receive');
    },
  });
  expect(second.role).toBe('second');
  expect(taken).toEqual(['/tmp/张三.pfx']);
});

test('[X06] listens on a socket file in the private folder', async () => {
  first = await becomeInstance(folder, [], quiet);
  expect(statSync(path.join(folder, 'instance.sock')).isSocket()).toBe(true);
});

test('[U09] starts despite the socket file of a killed process', async () => {
  writeFileSync(path.join(folder, 'instance.sock'), '');
  first = await becomeInstance(folder, [], quiet);
  expect(first.role).toBe('first');
});

test('[U09] puts the socket of a deep data folder into the runtime folder', () => {
  const deep = `/${'x'.repeat(120)}`;
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string => socketAddress(deep, { platform, env });
  expect(at('linux', { XDG_RUNTIME_DIR: '/run/user/1' })).toMatch(/^\/run\/user\/1\/certsteward-[0-9a-f]{32}\.sock$/);
  expect(() => at('linux', {})).toThrow('too long');
  expect(at('darwin', { TMPDIR: `${folder}/` })).toMatch(/\/certsteward-[0-9a-f]{32}\.sock$/);
  chmodSync(folder, 0o755);
  expect(() => at('darwin', { TMPDIR: folder, XDG_RUNTIME_DIR: folder })).toThrow('too long');
});

test('[U09] the Windows pipe has a random name shared by every spelling of the data folder', async () => {
  const name = await pipeAddress(folder);
  expect(name).toMatch(/^\\\\\.\\pipe\\certsteward-[0-9a-f]{32}$/);
  const link = path.join(folder, 'link');
  symlinkSync(folder, link);
  expect(await pipeAddress(link)).toBe(name);
  const other = path.join(folder, 'other');
  mkdirSync(other);
  expect(await pipeAddress(other)).not.toBe(name);
  expect(statSync(path.join(folder, 'instance-name')).mode & 0o777).toBe(privateFileMode);
});

test('[U09] replaces a pipe name that a killed start left half written', async () => {
  writeFileSync(path.join(folder, 'instance-name'), 'abc');
  expect(await pipeAddress(folder)).toMatch(/-[0-9a-f]{32}$/);
});

test.each(['{"files":["relative.pfx"]}', '{"files":"/a"}', '{"files":[1]}', '{}', 'no JSON'])(
  '[X03] %s is not a hand-over',
  (message) => {
    expect(readFiles(message)).toBeNull();
  },
);

test('[K03] asks a running app to lock, and returns the outcome', async () => {
  const outcomes = ['locked', 'nothing-open', 'not-lockable'] as const;
  let asked = 0;
  first = await becomeInstance(folder, [], { ...quiet, lock: async () => outcomes[asked++] ?? 'nothing-open' });
  for (const outcome of outcomes) expect(await askToLock(folder)).toBe(outcome);
  expect(asked).toBe(3);
});

test('[K03] returns no outcome when no app runs or the lock fails', async () => {
  expect(await askToLock(folder)).toBeNull();
  first = await becomeInstance(folder, [], {
    ...quiet,
    lock: async () => {
      throw new Error('broken');
    },
  });
  expect(await askToLock(folder)).toBeNull();
});

test.each(['{"lock":true}', '{"lock":1}\n', '{"files":[],"lock":true}\n', 'lock\n'])(
  '[X03] %j does not ask to lock',
  (message) => {
    expect(asksToLock(message)).toBe(false);
  },
);
