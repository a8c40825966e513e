// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import type { OpeningAtOnce } from '../../support/tokens/work/open-state-at-once.ts';
import { startVaultScript } from '../../support/vault/vault-processes.ts';

const token = 'c'.repeat(64);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function state() {
  return createComputerState({ folder: folder, now: () => new Date() });
}

/** A process that has recorded a PIN attempt and waits for its outcome. */
async function begun() {
  const script = fileURLToPath(new URL('../../support/vault/scripts/hold-pin-attempt.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, token], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  expect(line).toBe('begun');
  return {
    async settle(outcome: string) {
      child.stdin.write(`${outcome}\n`);
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('[T04] an attempt of a killed process counts as wrong until a later PIN is right', async () => {
  const killed = await begun();
  await killed.kill();
  const it = state();
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  it.tokens.begin(token, 'user')('wrong');
  expect(it.tokens.count(token, 'user').wrong).toBe(2);
  it.tokens.begin(token, 'user')('right');
  expect(it.tokens.count(token, 'user').wrong).toBe(0);
  it.close();
});

test('[T04] an open attempt of a running process is neither lost nor counted twice', async () => {
  const living = await begun();
  const it = state();
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  // A correct PIN here clears attempts of dead processes, but the living one's may still fail.
  it.tokens.begin(token, 'user')('right');
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  await living.settle('wrong');
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  const second = await begun();
  await second.settle('unused');
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  const third = await begun();
  it.tokens.begin(token, 'user')('right');
  await third.kill();
  expect(it.tokens.count(token, 'user').wrong).toBe(1);
  it.tokens.begin(token, 'user')('right');
  expect(it.tokens.count(token, 'user').wrong).toBe(0);
  it.close();
});

test('[T04] two processes that count at the same time lose no attempt', async () => {
  const counting = [1, 2].map(() => startVaultScript('count-wrong-pins', folder, token, '100'));
  const ended = await Promise.all(counting.map(async ({ finished }) => await finished));
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const it = state();
  expect(it.tokens.count(token, 'user').wrong).toBe(200);
  it.close();
});

test('[T04] a process killed while counting keeps every printed attempt and at most one more', async () => {
  for (const after of [1, 5, 20]) {
    const folderOfRun = join(folder, String(after));
    const script = startVaultScript('count-wrong-pins', folderOfRun, token, '1000');
    await script.printed(after);
    script.kill();
    const { lines } = await script.finished;
    const it = createComputerState({ folder: folderOfRun, now: () => new Date() });
    const { wrong } = it.tokens.count(token, 'user');
    it.close();
    expect(wrong).toBeGreaterThanOrEqual(lines.length);
    expect(wrong).toBeLessThanOrEqual(lines.length + 1);
  }
});

test('[T04] several threads that create the state file at the same time can all open it', async () => {
  const [openers, rounds] = [4, 200];
  const arrived = new Int32Array(new SharedArrayBuffer(4 * rounds));
  const script = new URL('../../support/tokens/work/open-state-at-once.ts', import.meta.url);
  const refused = await Promise.all(
    Array.from({ length: openers }, async () => {
      const worker = new Worker(script, { workerData: { folder, arrived, openers } satisfies OpeningAtOnce });
      const [codes] = (await once(worker, 'message')) as [string[]];
      return codes;
    }),
  );
  expect(refused.flat()).toEqual([]);
});
