// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { seededRandom } from '../../../support/openssl/seeded-random.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-kill-'));
const at = (name: string): string => join(folder, name);
const identities = 20;
const kills = process.env['CERTSTEWARD_TEST_EVERYTHING'] === undefined ? 20 : 50;

beforeAll(() => {
  mkdirSync(at('files'));
  for (let index = 0; index < identities; index++) {
    const made = makeIdentityFiles(folder, `id-${index}`, { subject: `/CN=identity ${index}` });
    copyFileSync(made.p12, join(at('files'), `id-${index}.p12`));
    writeFileSync(at('password'), made.password);
  }
  writeFileSync(at('passphrase'), 'passphrase of the kill test');
});
afterAll(() => rmSync(folder, { recursive: true }));

function committedIn(stderr: string): string[] {
  return stderr.split('\n').flatMap((line) => {
    try {
      const event = JSON.parse(line) as { event?: string; sha256?: string[] };
      return event.event === 'committed' ? (event.sha256 ?? []) : [];
    } catch {
      // A line truncated by the kill is no announcement.
      return [];
    }
  });
}

/** Runs an import and kills it `delayMs` after it announced `count` files. */
async function importAndKill(vault: string, count: number, delayMs: number) {
  const argv = ['import', at('files'), '--password-file', at('password'), '--json', '--vault', vault];
  let pid = 0;
  let announced = 0;
  let due = false;
  const killWhenDue = (): void => {
    if (due || announced < count) return;
    due = true;
    setTimeout(() => killQuietly(pid), delayMs);
  };
  return runCli(argv, {
    onStart: (started) => {
      pid = started;
      killWhenDue();
    },
    onStderr: (text) => {
      announced += text.split('"committed"').length - 1;
      killWhenDue();
    },
  });
}

describe('[K08] import killed with SIGKILL', () => {
  test(`at ${kills} random moments loses nothing that was announced`, { timeout: 400_000 }, async () => {
    const random = seededRandom(20261124);
    const template = at('template');
    const init = await runCli(['vault', 'init', '--passphrase-file', at('passphrase'), '--json', '--vault', template]);
    expect(init.code).toBe(0);
    const vaults = 10;
    let killed = 0;
    let announced = 0;
    for (let round = 0; round < vaults; round++) {
      const vault = at(`vault-${round}`);
      cpSync(template, vault, { recursive: true });
      const promised = new Set<string>();
      for (let kill = 0; kill < kills / vaults; kill++) {
        // Startup, opening the vault and reading the first file precede the first announcement.
        const count = Math.floor(random() * (identities - 1));
        const delayMs = Math.floor(random() * (count === 0 ? 300 : 12));
        const result = await importAndKill(vault, count, delayMs);
        if (result.signal === 'SIGKILL') killed++;
        for (const sha256 of committedIn(result.stderr)) promised.add(sha256);
      }
      const verify = await runCli([
        'vault',
        'verify',
        '--passphrase-file',
        at('passphrase'),
        '--json',
        '--vault',
        vault,
      ]);
      expect(verify.json?.value).toMatchObject({ clean: true, keysOpened: true });
      const listed = await runCli(['list', '--json', '--vault', vault]);
      const rows = listed.json?.value.certificates as { sha256: string; hasPrivateKey: boolean }[];
      const safe = new Set(rows.filter((row) => row.hasPrivateKey).map((row) => row.sha256));
      expect([...promised].filter((sha256) => !safe.has(sha256))).toEqual([]);
      announced += promised.size;
    }
    console.info(`${killed} of ${kills} imports killed, ${announced} certificates announced, none lost`);
    expect(killed).toBeGreaterThan(kills / 2);
    expect(announced).toBeGreaterThan(0);
  });
});

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already exited.
  }
}
