// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { foundInFiles, textCanary } from '../../../e2e/support/checks/canary.ts';
import { processTree } from '../../../e2e/support/apps/process-tree.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { countInMemory } from '../../../support/cli/process-memory.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';

/** Where the kernel hands cores to a program, or puts them elsewhere, there is nothing here to look at. */
const pattern = existsSync('/proc/sys/kernel/core_pattern')
  ? readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim()
  : '|';
const missing = [
  ...(/^[^|/]+$/.test(pattern) ? [] : [`core_pattern ${pattern}`]),
  ...(existsSync('/usr/bin/prlimit') ? [] : ['prlimit']),
];

const canary = { passphrase: 'canary-passphrase-4f1c', password: 'canary-password-88d0' };
const canaries = Object.entries(canary).map(([name, secret]) => textCanary(name, secret));
const folder = mkdtempSync(join(tmpdir(), 'cs-cores-'));
const at = (...names: string[]): string => join(folder, ...names);
/** Where a process of this test runs, and so leaves its core. */
const place = at('place');
const cores = (): string[] => readdirSync(place).filter((name) => name.startsWith(pattern.split('%')[0] ?? pattern));
const holds = (pid: number, secret: string): boolean => {
  try {
    return (countInMemory(pid, { secret: Buffer.from(secret) })['secret'] ?? 0) > 0;
  } catch {
    // It has ended.
    return false;
  }
};

/** The command in `place` with its vault, and with what a person's own setting of Node makes of a crash. */
function start(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [cliBundle, ...words, '--json', '--vault', at('vault')], {
    cwd: place,
    env: { PATH: process.env['PATH'], HOME: folder, LANG: 'en_US.UTF-8', ...environment },
    stdio: 'ignore',
  });
}

/** Gives the secret through a pipe. `taken`: somebody has read it. */
function give(name: keyof typeof canary): { readonly pipe: string; readonly taken: Promise<void> } {
  const pipe = at(`${name}-pipe`);
  rmSync(pipe, { force: true });
  execFileSync('mkfifo', ['-m', '600', pipe]);
  const taken = (async () => {
    const handle = await open(pipe, 'w');
    await handle.writeFile(canary[name]);
    await handle.close();
  })();
  return { pipe, taken };
}

/** The process of the command whose entry is this, as soon as the secret is in its memory; it is stopped then. */
async function whoHolds(child: ChildProcess, entry: string, secret: string, taken: Promise<void>): Promise<number> {
  await taken;
  while (child.exitCode === null && child.signalCode === null) {
    for (const pid of processTree(child.pid ?? 0)) {
      if (!commandLineOf(pid).includes(entry)) continue;
      process.kill(pid, 'SIGSTOP');
      if (holds(pid, secret)) return pid;
      process.kill(pid, 'SIGCONT');
    }
    await setTimeout(2);
  }
  throw new Error(`${entry} ended before the secret was seen in it`);
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

beforeAll(async () => {
  if (missing.length > 0) return;
  // Whatever the account's own limit is: without ours a crash would leave a core.
  execFileSync('prlimit', ['--core=unlimited', '--pid', String(process.pid)]);
  mkdirSync(place);
  writeFileSync(at('passphrase'), canary.passphrase);
  writeFileSync(at('password'), canary.password);
  const made = ['-keyout', at('key'), '-out', at('pem')];
  openssl([
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    '/CN=a',
    ...made,
  ]);
  // It takes the parse child a while.
  const slow = ['-iter', '2000000', '-passout', `file:${at('password')}`];
  openssl(['pkcs12', '-export', '-in', at('pem'), '-inkey', at('key'), '-out', at('a.p12'), ...slow]);
  const init = ['vault', 'init', '--passphrase-file', at('passphrase'), '--vault', at('vault'), '--json'];
  await runCli(init);
}, 60_000);
afterEach(() => {
  if (existsSync(place)) for (const name of cores()) rmSync(join(place, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing.length > 0)(`[X04] what a crash leaves${skipReason(missing)}`, () => {
  test('a core is made here, is found, and holds what the process held', async () => {
    const source = `process.title = 'control'; globalThis.kept = Buffer.from('${canary.passphrase.slice(0, 7)}' + process.env.REST);
      process.stdout.write('.'); setInterval(() => kept, 1000);`;
    const env = { REST: canary.passphrase.slice(7) };
    const child = spawn(process.execPath, ['-e', source], { cwd: place, env, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    child.kill('SIGABRT');
    await once(child, 'exit');
    const [core, ...others] = cores();
    expect(others).toEqual([]);
    // Half a gigabyte, most of it holes: not for a string.
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
      const { pipe, taken } = give('passphrase');
      const child = start(['vault', 'unlock', '--passphrase-file', pipe]);
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
      const { pipe, taken } = give('password');
      const child = start(['import', at('a.p12'), '--password-file', pipe]);
      const exited = once(child, 'exit');
      const parser = await whoHolds(child, 'parse.mjs', canary.password, taken);
      process.kill(parser, signal);
      process.kill(parser, 'SIGCONT');
      // The command itself goes on, and says so.
      expect(await exited).toEqual([1, null]);
      expect(cores()).toEqual([]);
    },
    120_000,
  );

  test('a report of Node, which a person’s own NODE_OPTIONS ask for, tells no secret', async () => {
    const NODE_OPTIONS = `--report-on-fatalerror --report-uncaught-exception --report-on-signal --report-directory=${place}`;
    const { pipe, taken } = give('passphrase');
    const child = start(['vault', 'unlock', '--passphrase-file', pipe], { NODE_OPTIONS });
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
