// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { found, textCanary } from '../../../e2e/support/checks/canary.ts';
import { processTree } from '../../../e2e/support/apps/process-tree.ts';
import { cliBundle, runCli } from '../../cli/run-cli.ts';
import { makeMinimalToken, type MinimalToken } from '../modules/broken-modules/minimal-token.ts';
import { compilerUnavailable } from '../modules/broken-modules/compile.ts';
import { softHsmUnavailable, startSoftHsm, type SoftHsmTarget } from '../modules/softhsm.ts';

export const missing = softHsmUnavailable() ?? compilerUnavailable();
if (missing !== null) console.warn(`skipped: ${missing}`);

/** Distinctive values to search for everywhere. */
export const pins = {
  pin: 'canary-pin-浏览器-7d31',
  'so-pin': 'canary-so-密码-e08a55',
  'new-pin': 'canary-new-新的-41c9f2',
  wrong: 'canary-wrong-错-b7720e',
};
export const canaries = Object.entries(pins).map(([name, secret]) => textCanary(name, secret));
/** Fits the crashing module's length limit. Also searched for. */
export const shortPin = 'canary-5e9d17c2';
canaries.push(textCanary('the short PIN', shortPin));
const label = 'canary';
/** Node's own descriptors, the channel to the app and empty standard streams. */
export const expectedDescriptors = [
  '',
  '/dev/null',
  'socket',
  'pipe',
  'anon_inode:[eventfd]',
  'anon_inode:[eventpoll]',
  'anon_inode:[io_uring]',
];

const folder = mkdtempSync(join(tmpdir(), 'cs-token-canary-'));
/** Secrets are outside the folders searched, and so are SoftHSM's files, which are the token itself. */
export const [home, data, temporary, secrets] = ['home', 'data', 'tmp', 'secrets'].map((name) =>
  join(folder, name),
) as [string, string, string, string];
export const seen = new Set<string>();
export const looks = {
  children: 0,
  limits: new Set<string>(),
  descriptors: new Set<string>(),
  owners: new Set<number>(),
};
let target: SoftHsmTarget;
let crashing: MinimalToken;

export const secret = (name: keyof typeof pins): string => join(secrets, name);

/** An unprivileged account, because the tests can run as root. */
const nobody = 65_534;

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function lookAtModuleProcess(id: number): void {
  // The child forbids dumps before it loads a module. Check for a module first, so that later reads can't show the
  // state before dumps were forbidden.
  const maps = readIfThere(`/proc/${id}/maps`).toString('latin1');
  if (!maps.includes('libsofthsm2.so') && !maps.includes(crashing.modulePath)) return;
  const limits = readIfThere(`/proc/${id}/limits`).toString('latin1');
  const core = /^Max core file size +(\S+ +\S+)/m.exec(limits)?.[1];
  looks.children += 1;
  if (core !== undefined) looks.limits.add(core.replaceAll(/\s+/g, ' '));
  // The /proc files of an undumpable process belong to root (proc(5)).
  const owner = statSync(`/proc/${id}/environ`, { throwIfNoEntry: false })?.uid;
  if (owner !== undefined) looks.owners.add(owner);
  for (const name of listed(`/proc/${id}/fd`)) looks.descriptors.add(kindOf(`/proc/${id}/fd/${name}`));
}

function listed(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Returns `socket`, `pipe`, a name such as `anon_inode:[eventpoll]`, the file, or `''` if closed. */
function kindOf(link: string): string {
  try {
    return readlinkSync(link).replace(/^(socket|pipe):.*/, '$1');
  } catch {
    return '';
  }
}

function look(id: number): void {
  for (const each of processTree(id)) {
    const commandLine = readIfThere(`/proc/${each}/cmdline`);
    for (const [name, bytes] of [
      ['cmdline', commandLine],
      ['environ', readIfThere(`/proc/${each}/environ`)],
    ] as const) {
      for (const hit of found(canaries, `${name} of ${each}`, bytes)) seen.add(hit);
    }
    if (commandLine.includes('pkcs11.mjs')) lookAtModuleProcess(each);
  }
}

/** Runs the command and watches all its processes and output for canaries. */
export async function cli(words: readonly string[], stdin = '') {
  let timer: NodeJS.Timeout | undefined;
  const answer = await runCli(['tokens', ...words, '--json', '--vault', data], {
    environment: { ...target.environment, HOME: home, TMPDIR: temporary },
    stdin,
    onStart: (id) => (timer = setInterval(() => look(id), 5)),
  });
  clearInterval(timer);
  const said = Buffer.from(answer.stdout + answer.stderr);
  for (const hit of found(canaries, `output of ${words.join(' ')}`, said)) seen.add(hit);
  return answer;
}
export const codeOf = ({ code, json }: Awaited<ReturnType<typeof cli>>) => json?.error?.code ?? code;

/** Runs the command unprivileged if the tests run as root, because root's process files always belong to root. */
export async function asNobody(words: readonly string[], stdin: string): Promise<number | null> {
  const root = process.getuid?.() === 0;
  const own = join(folder, 'nobody');
  mkdirSync(own, { recursive: true });
  if (root) chownSync(own, nobody, nobody);
  const plain = [process.execPath, cliBundle, 'tokens', ...words, '--json', '--vault', join(own, 'data')];
  const [program = '', ...argv] = root
    ? ['setpriv', '--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', ...plain]
    : plain;
  const child = spawn(program, argv, {
    env: { PATH: process.env['PATH'], HOME: own, TMPDIR: own },
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: own,
  });
  child.stdin.end(stdin);
  const timer = setInterval(() => look(child.pid ?? 0), 5);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  return code;
}

export const onToken = ['--module', '/usr/lib/softhsm/libsofthsm2.so', '--token', label];

export async function prepareTokens(): Promise<{ readonly target: SoftHsmTarget; readonly crashing: MinimalToken }> {
  // Raise this process's own limit, so that a crash would dump core if we didn't prevent it.
  execFileSync('prlimit', ['--core=unlimited', '--pid', String(process.pid)]);
  for (const each of [home, data, temporary, secrets]) mkdirSync(each);
  for (const each of [folder, secrets]) chmodSync(each, 0o711);
  for (const [name, text] of Object.entries(pins)) writeFileSync(join(secrets, name), `${text}\n`, { mode: 0o600 });
  target = await startSoftHsm([{ label, pin: pins.pin, soPin: pins['so-pin'] }]);
  crashing = makeMinimalToken({ folder: secrets, name: 'crashing' });
  return { target, crashing };
}

export async function removeTokens(): Promise<void> {
  await target?.stop();
  rmSync(folder, { recursive: true, force: true });
}
