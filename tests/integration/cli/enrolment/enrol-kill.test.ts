// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openssl } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { seededRandom } from '../../../support/openssl/seeded-random.ts';
import { rowsOf } from '../../../support/vault/vault-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-enrol-kill-'));
const at = (name: string): string => join(folder, name);
const kills = 25;
const asked = (csr: string): string[] => {
  const wanted = ['--profile', at('any.json'), '--subject', 'CN=张三', '--algorithm', 'ec-p256', '-o', csr];
  return ['enrol', ...wanted, '--json', '--vault', at('vault')];
};

beforeAll(() => {
  writeFileSync(at('passphrase'), 'passphrase of the kill test');
  writeFileSync(at('any.json'), JSON.stringify({ name: 'Any', protocol: 'manual', url: 'https://any.example.com/' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Sorted SPKI hashes of requests and of keys. */
function halves(): [string[], string[]] {
  const hashes = (table: string) =>
    rowsOf(at('vault'), `SELECT spki_sha256 AS s FROM ${table} ORDER BY s`).map((row) => String(row['s']));
  return [hashes('requests'), hashes('keys')];
}

describe('[E03] [K08] enrol killed with SIGKILL', () => {
  test(`at ${kills} random moments leaves a whole request or none`, { timeout: 180_000 }, async () => {
    const opening = ['--passphrase-file', at('passphrase'), '--json', '--vault', at('vault')];
    expect((await runCli(['vault', 'init', ...opening])).code).toBe(0);
    const started = performance.now();
    expect((await runCli(asked(at('whole.csr')))).code).toBe(0);
    const wholeMs = performance.now() - started;
    const random = seededRandom(20261125);
    let killed = 0;
    let kept = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const csr = at(`${kill}.csr`);
      const [before] = halves();
      // The first 30 % is process startup.
      const delayMs = wholeMs * (0.3 + 0.7 * random());
      const result = await runCli(asked(csr), {
        onStart: (pid) => setTimeout(() => killQuietly(pid), delayMs),
      });
      if (result.signal === 'SIGKILL') killed += 1;
      const [requests, keys] = halves();
      expect(requests).toEqual(keys);
      expect(requests.length - before.length).toBeLessThanOrEqual(1);
      if (result.signal === 'SIGKILL' && requests.length > before.length) kept += 1;
      // If the file exists, its request was stored first.
      if (existsSync(csr)) expect(requests).toContain(spkiOf(csr));
    }
    const verified = await runCli(['vault', 'verify', ...opening]);
    const [requests] = halves();
    expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: requests.length });
    const listed = await runCli(['pending', '--json', '--vault', at('vault')]);
    expect(listed.json?.value.requests).toHaveLength(requests.length);
    console.info(`${killed} of ${kills} killed; ${kept} of them had kept their request, ${requests.length} in all`);
    expect(killed).toBeGreaterThan(kills / 5);
  });
});

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already exited.
  }
}

function spkiOf(csr: string): string {
  const key = openssl(['req', '-in', csr, '-noout', '-pubkey']);
  const spki = openssl(['pkey', '-pubin', '-outform', 'DER'], key);
  expect(readFileSync(csr, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
  return openssl(['dgst', '-sha256', '-r'], spki).toString('utf8').slice(0, 64);
}
