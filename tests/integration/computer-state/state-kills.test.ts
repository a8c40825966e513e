// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('strace');
const script = fileURLToPath(new URL('../../support/vault/scripts/write-state-once.ts', import.meta.url));
/** System calls that open, change, sync or close a file or folder. */
const changing = 'openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir,close';
const now = () => new Date('2026-11-24T00:00:00Z');
const consent = {
  moduleId: 'b'.repeat(64),
  path: '/opt/new.so',
  sha256: 'c'.repeat(64),
  owner: 'zhang',
  added: true,
};
let work = '';

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'state-kills-'));
  const state = createComputerState({ folder: join(work, 'old'), now });
  const moduleId = 'a'.repeat(64);
  state.modules.allow({ moduleId, path: '/opt/old.so', sha256: 'd'.repeat(64), owner: 'root', added: true });
  state.standingGrants.add('ca-host', { host: 'old.example' });
  state.close();
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** SIGKILLs the write at its `at`th call in `changing`, if any; returns the outcome and the number of calls. */
function write(folder: string, what: string, at: number | null) {
  const log = join(work, 'log');
  const files = ['', '/state.sqlite', '/state.sqlite-wal', '/state.sqlite-shm'].flatMap((name) => [
    '-P',
    folder + name,
  ]);
  const kill = at === null ? [] : ['-e', `inject=${changing}:signal=SIGKILL:when=${at}`];
  const words = ['-f', '-o', log, ...files, '-e', `trace=${changing}`, ...kill, process.execPath, script, folder, what];
  const { status, signal } = spawnSync('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const changes = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /^\d+ +\w+\(/.test(line)).length;
  return { killed: signal === 'SIGKILL' || status === 137, changes };
}

function read(folder: string) {
  const state = createComputerState({ folder, now });
  try {
    return {
      consents: state.modules.added(),
      newOne: state.modules.find('b'.repeat(64)),
      hosts: state.standingGrants.list().map(({ subject }) => subject['host']),
      damaged: state.damagedFiles(),
    };
  } finally {
    state.close();
  }
}

describe.skipIf(missing.length > 0)(`writing this computer's state${skipReason(missing)}`, () => {
  test.each([
    ['consent', { consents: ['/opt/new.so', '/opt/old.so'], newOne: consent, hosts: ['old.example'] }],
    ['grant', { consents: ['/opt/old.so'], newOne: null, hosts: ['old.example', 'new.example'] }],
  ])(
    '[T11] [X03] kill -9 at every step of writing a %s leaves the complete old or new state',
    { timeout: 600_000 },
    (what, wanted) => {
      const old = { consents: ['/opt/old.so'], newOne: null, hosts: ['old.example'], damaged: [] };
      const next = { ...wanted, damaged: [] };
      const seen = { old: 0, next: 0 };
      const folder = join(work, what);
      let step = 1;
      for (; ; step += 1) {
        rmSync(folder, { recursive: true, force: true });
        cpSync(join(work, 'old'), folder, { recursive: true });
        const { killed } = write(folder, what, step);
        if (!killed) break;
        const found = read(folder);
        expect([old, next], `step ${step}`).toContainEqual(found);
        seen[JSON.stringify(found) === JSON.stringify(old) ? 'old' : 'next'] += 1;
      }
      expect(read(folder)).toEqual(next);
      // Kills hit both before and after the commit.
      expect(seen.old).toBeGreaterThan(3);
      expect(seen.next).toBeGreaterThan(0);
    },
  );
});
