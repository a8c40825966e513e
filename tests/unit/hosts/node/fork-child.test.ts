// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createForkChild } from '../../../../main/hosts/node/fork-child.ts';
import { childEntries } from '../../../../shared/domain/entries.ts';
import type { ChildChannel } from '../../../../main/children/process-port.ts';

/** Replaces the parse child. */
const childSource = `
import { existsSync, readFileSync } from 'node:fs';
process.on('message', (message) => {
  if (message === 'end') process.exit(7);
  const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : '';
  process.send({ limits, kind: message?.bytes?.constructor.name, message, env: Object.keys(process.env), heap: process.execArgv, argv: process.argv.slice(2) });
});`;

let dist: string;
beforeAll(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'certsteward-fork-'));
  mkdirSync(path.join(dist, path.dirname(childEntries.parse.output)));
  writeFileSync(path.join(dist, childEntries.parse.output), childSource);
});
afterAll(() => rmSync(dist, { recursive: true }));

function ask(child: ChildChannel, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    child.onMessage(resolve);
    void child.post(message);
  });
}

const exitOf = (child: ChildChannel) => new Promise<number | null>((resolve) => child.onExit(resolve));

test('[X07] a child gets bytes unchanged, a heap limit and a reduced environment', async () => {
  vi.stubEnv('CERTSTEWARD_CANARY', 'canary');
  const child = createForkChild(dist)('parse');
  const answer = (await ask(child, { bytes: new Uint8Array([1, 2]) })) as { message: unknown; env: string[] };
  expect(answer).toMatchObject({ argv: [], heap: ['--max-old-space-size=512'] });
  expect(answer.message).toEqual({ bytes: new Uint8Array([1, 2]) });
  expect(answer.env).not.toContain('CERTSTEWARD_CANARY');
  vi.unstubAllEnvs();
  const exit = exitOf(child);
  child.kill();
  expect(await exit).toBeNull();
});

test('[X07] [X04] a child gets only its own bytes of a pooled buffer, as a Uint8Array', async () => {
  const child = createForkChild(dist)('parse');
  const answer = await ask(child, { bytes: Buffer.from('481516') });
  expect(answer).toMatchObject({ kind: 'Uint8Array', message: { bytes: new Uint8Array(Buffer.from('481516')) } });
  child.kill();
});

test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/prlimit'))(
  '[X04] a crashing child leaves no core dump, whatever the limit of this process is',
  async () => {
    execFileSync('prlimit', ['--core=unlimited', '--pid', String(process.pid)]);
    const child = createForkChild(dist)('parse');
    const { limits } = (await ask(child, {})) as { limits: string };
    expect(limits).toMatch(/^Max core file size +0 +0 /m);
    child.kill();
  },
);

test('[X07] reports the exit code of a child, and ignores messages posted afterwards', async () => {
  const child = createForkChild(dist)('parse');
  const exit = exitOf(child);
  void child.post('end');
  expect(await exit).toBe(7);
  void child.post('too late');
  child.kill();
});

test('[X07] reports the exit code to a listener added after the child ended', async () => {
  const child = createForkChild(dist)('parse');
  const first = exitOf(child);
  void child.post('end');
  await first;
  expect(await exitOf(child)).toBe(7);
});

test('[X07] a child that cannot start is reported as gone', async () => {
  const child = createForkChild(path.join(dist, 'missing'))('parse');
  expect(await exitOf(child)).toBe(1);
});
