// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { foundInFiles } from '../../../e2e/support/checks/canary.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import {
  at,
  canaries,
  canary,
  cores,
  folder,
  giveSecret,
  missing,
  place,
  prepareCores,
  startCommand,
  whoHolds,
} from '../../../support/cli/core-dumps.ts';

beforeAll(prepareCores, 60_000);
afterEach(() => {
  if (existsSync(place)) for (const name of cores()) rmSync(join(place, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing.length > 0)(`[X04] dumps of a crashed process${skipReason(missing)}`, () => {
  test('a control process leaves a core that contains its secret', async () => {
    const source = `process.title = 'control'; globalThis.kept = Buffer.from('${canary.passphrase.slice(0, 7)}' + process.env.REST);
      process.stdout.write('.'); setInterval(() => kept, 1000);`;
    const env = { REST: canary.passphrase.slice(7) };
    const child = spawn(process.execPath, ['-e', source], { cwd: place, env, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    child.kill('SIGABRT');
    await once(child, 'exit');
    const [core, ...others] = cores();
    expect(others).toEqual([]);
    // The core is half a gigabyte, mostly holes: too large for a string.
    const search = spawnSync('grep', [
      '--quiet',
      '--text',
      '--fixed-strings',
      canary.passphrase,
      join(place, core ?? 'none'),
    ]);
    expect(search.status).toBe(0);
  }, 60_000);

  test.each(['SIGABRT', 'SIGSEGV'] as const)(
    'the command line, killed by %s with the passphrase in its memory, leaves no core',
    async (signal) => {
      const { pipe, taken } = giveSecret('passphrase');
      const child = startCommand(['vault', 'unlock', '--passphrase-file', pipe]);
      const exited = once(child, 'exit');
      process.kill(await whoHolds(child, 'cli.mjs', canary.passphrase, taken), signal);
      child.kill('SIGCONT');
      expect(await exited).toEqual([null, signal]);
      expect(cores()).toEqual([]);
    },
    120_000,
  );

  test.each(['SIGABRT', 'SIGSEGV'] as const)(
    'the parse child, killed by %s with a file’s password in its memory, leaves no core',
    async (signal) => {
      const { pipe, taken } = giveSecret('password');
      const child = startCommand(['import', at('a.p12'), '--password-file', pipe]);
      const exited = once(child, 'exit');
      const parser = await whoHolds(child, 'parse.mjs', canary.password, taken);
      process.kill(parser, signal);
      process.kill(parser, 'SIGCONT');
      expect(await exited).toEqual([1, null]);
      expect(cores()).toEqual([]);
    },
    120_000,
  );

  test('a Node.js report requested by NODE_OPTIONS contains no secret', async () => {
    const NODE_OPTIONS = `--report-on-fatalerror --report-uncaught-exception --report-on-signal --report-directory=${place}`;
    const { pipe, taken } = giveSecret('passphrase');
    const child = startCommand(['vault', 'unlock', '--passphrase-file', pipe], { NODE_OPTIONS });
    const exited = once(child, 'exit');
    const pid = await whoHolds(child, 'cli.mjs', canary.passphrase, taken);
    process.kill(pid, 'SIGUSR2');
    process.kill(pid, 'SIGCONT');
    await exited;
    const reports = readdirSync(place).filter((name) => name.startsWith('report.'));
    expect(reports).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(place, reports[0] ?? ''), 'utf8')).header.processId).toBe(pid);
    expect(foundInFiles(canaries, place)).toEqual([]);
  }, 120_000);
});
