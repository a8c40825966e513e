// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { textCanary } from '../../e2e/support/checks/canary.ts';
import { processTree } from '../../e2e/support/apps/process-tree.ts';
import { openssl } from '../openssl/openssl.ts';
import { countInMemory } from './process-memory.ts';
import { cliBundle, runCli } from './run-cli.ts';

/** If the kernel pipes cores to a program or stores them elsewhere, there is nothing to check. */
const pattern = existsSync('/proc/sys/kernel/core_pattern')
  ? readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim()
  : '|';
export const missing = [
  ...(/^[^|/]+$/.test(pattern) ? [] : [`core_pattern ${pattern}`]),
  ...(existsSync('/usr/bin/prlimit') ? [] : ['prlimit']),
];

export const canary = { passphrase: 'canary-passphrase-4f1c', password: 'canary-password-88d0' };
export const canaries = Object.entries(canary).map(([name, secret]) => textCanary(name, secret));
export const folder = mkdtempSync(join(tmpdir(), 'cs-cores-'));
export const at = (...names: string[]): string => join(folder, ...names);
/** Working directory of the test's processes, where core dumps would appear. */
export const place = at('place');
export const cores = (): string[] =>
  readdirSync(place).filter((name) => name.startsWith(pattern.split('%')[0] ?? pattern));
const holds = (pid: number, secret: string): boolean => {
  try {
    return (countInMemory(pid, { secret: Buffer.from(secret) })['secret'] ?? 0) > 0;
  } catch {
    // The process has ended.
    return false;
  }
};

/** Starts the command in `place`. `environment` may contain Node's crash options, as a user might set them. */
export function startCommand(words: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [cliBundle, ...words, '--json', '--vault', at('vault')], {
    cwd: place,
    env: { PATH: process.env['PATH'], HOME: folder, LANG: 'en_US.UTF-8', ...environment },
    stdio: 'ignore',
  });
}

/** Passes the secret through a pipe. `taken` resolves once a reader has opened it and the secret is in it. */
export function giveSecret(name: keyof typeof canary): { readonly pipe: string; readonly taken: Promise<void> } {
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

/** Pauses the command's process that runs `entry` once its memory holds the secret. Returns its process ID. */
export async function whoHolds(
  child: ChildProcess,
  entry: string,
  secret: string,
  taken: Promise<void>,
): Promise<number> {
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

/** Prepares a vault, and a PKCS#12 file that keeps the parse child busy for a while. */
export async function prepareCores(): Promise<void> {
  if (missing.length > 0) return;
  // Raise the limit that the commands inherit, so that crashes would dump core if CertSteward allowed it.
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
  const slow = ['-iter', '2000000', '-passout', `file:${at('password')}`];
  openssl(['pkcs12', '-export', '-in', at('pem'), '-inkey', at('key'), '-out', at('a.p12'), ...slow]);
  const init = ['vault', 'init', '--passphrase-file', at('passphrase'), '--vault', at('vault'), '--json'];
  await runCli(init);
}
