// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { found, foundInFiles, textCanary } from '../../../e2e/support/checks/canary.ts';
import { processTree } from '../../../e2e/support/apps/process-tree.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const [right, wrong] = ['canary-right-浏览器-5c81d2', 'canary-wrong-密码-93fe07'];
const canaries = [textCanary('the right password', right), textCanary('a wrong password', wrong)];
/** Secrets are outside the home and vault, which are searched entirely. */
const folder = mkdtempSync(join(tmpdir(), 'cs-store-canary-'));
const [home, vault, secrets] = ['home', 'vault', 'secrets'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const database = join(home, '.pki/nssdb');
const secret = (name: string): string => join(secrets, name);
const unlock = ['--passphrase-file', secret('vault')];
const seen = new Set<string>();
const children = new Set<string>();
let identity: IdentityFiles;

function look(id: number): void {
  for (const each of processTree(id)) {
    for (const name of ['cmdline', 'environ']) {
      const bytes = readIfThere(`/proc/${each}/${name}`);
      if (name === 'cmdline') children.add(bytes.toString('latin1'));
      for (const hit of found(canaries, `${name} of ${each}`, bytes)) seen.add(hit);
    }
  }
}

/** Runs the command and searches its processes and output for the passwords. */
async function cli(words: readonly string[], stdin = '') {
  let timer: NodeJS.Timeout | undefined;
  const answer = await runCli([...words, '--json', '--vault', vault], {
    environment: { HOME: home },
    stdin,
    onStart: (id) => (timer = setInterval(() => look(id), 10)),
  });
  clearInterval(timer);
  for (const hit of found(canaries, `output of ${words[1]}`, Buffer.from(answer.stdout + answer.stderr))) seen.add(hit);
  return answer;
}
const errorOf = ({ json }: Awaited<ReturnType<typeof cli>>) => json?.error?.code;
const holds = () => /^who /m.test(execFileSync('certutil', ['-L', '-d', `sql:${database}`], { encoding: 'utf8' }));

/** Tries no password, the wrong one, then the right one from `rightFrom`; the wrong one uses the other source. */
async function threeTimes(words: readonly string[], rightFrom: 'file' | 'stdin') {
  expect(errorOf(await cli(words))).toBe('store-needs-password');
  const fromFile = (name: string) => cli([...words, '--store-password-file', secret(name)]);
  const fromStdin = (password: string) => cli([...words, '--store-password-stdin'], `${password}\n`);
  expect(errorOf(await (rightFrom === 'file' ? fromStdin(wrong) : fromFile('wrong')))).toBe('store-wrong-password');
  return await (rightFrom === 'file' ? fromFile('right') : fromStdin(right));
}

beforeAll(async () => {
  for (const each of [database, secrets]) mkdirSync(each, { recursive: true });
  for (const [name, text] of Object.entries({
    right,
    wrong,
    vault: 'a long enough passphrase 4711',
    p12: 'correct horse',
  })) {
    writeFileSync(secret(name), `${text}\n`);
  }
  execFileSync('certutil', ['-N', '-f', secret('right'), '-d', `sql:${database}`]);
  identity = makeIdentityFiles(secrets, 'me', { subject: '/CN=who' });
  await cli(['import', identity.p12, '--password-file', secret('p12'), ...unlock]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the primary password of a store on the command line', () => {
  const chromium = (option: string) => [identity.sha256, option, 'chromium'];

  test('[S02] install requires it, refuses a wrong one and accepts the right one', async () => {
    const done = await threeTimes(['stores', 'install', ...chromium('--to'), ...unlock], 'file');
    expect(done.json?.value.items).toMatchObject([{ outcome: 'installed' }]);
    expect(holds()).toBe(true);
  });

  test('[S09] test requires it, refuses a wrong one and accepts the right one', async () => {
    const done = await threeTimes(['stores', 'test', ...chromium('--store')], 'stdin');
    expect(done.json?.value.proofs[0]).toMatchObject({ kind: 'signed', passed: true });
  });

  test('[S10] import requires it, refuses a wrong one and accepts the right one', async () => {
    await cli(['delete', identity.sha256, '--yes', '--force']);
    await cli(['trash', 'purge', '--yes']);
    const done = await threeTimes(['stores', 'import', ...chromium('--from')], 'file');
    expect(done.json?.value).toMatchObject({ added: true, keyAdded: true });
  });

  test('[S07] remove requires it, refuses a wrong one and accepts the right one', async () => {
    const done = await threeTimes(['stores', 'remove', ...chromium('--from'), '--yes'], 'stdin');
    expect(done.json?.value.items).toMatchObject([{ outcome: 'removed' }]);
    expect(holds()).toBe(false);
  });

  test('[S02] neither password appears in a command line, environment, output, log, vault or home', async () => {
    // Proves the watch saw the child that gets the password.
    expect([...children].some((each) => each.includes('nss.mjs'))).toBe(true);
    await cli(['log', '--limit', '100']);
    expect([...seen, ...foundInFiles(canaries, home), ...foundInFiles(canaries, vault)]).toEqual([]);
    // Proves that a password in a file is found.
    expect(foundInFiles(canaries, secrets).length).toBeGreaterThan(0);
  });
});

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
