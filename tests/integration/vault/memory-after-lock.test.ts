// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decryptWithPassphrase } from '../../../main/vault/age/age-files.ts';
import { identityOf } from '../../../main/vault/protectors/identity-file.ts';
import { readProtectors } from '../../../main/vault/store/rows/protector-rows.ts';
import { openDatabase } from '../../../main/vault/store/open-database.ts';
import { processTree } from '../../e2e/support/apps/process-tree.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { hasTool, openssl } from '../../support/openssl/openssl.ts';
import { countInMemory } from '../../support/cli/process-memory.ts';
import { cliBundle } from '../../support/cli/run-cli.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const script = resolve(import.meta.dirname, '../../support/window-scripts/lock-in-window.ts');
const isPossible = process.platform === 'linux' && hasTool('chromium') && existsSync(cliBundle);

describe.skipIf(!isPossible)('memory after a lock (skipped without Linux, Chromium or a build)', () => {
  test('[K03] no child process holds the key or the vault’s identity after a lock', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    const passphrase = '内存里的主密码 4711';
    const zhang = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
    const secretFile = (name: string, secret: string) => {
      writeFileSync(join(folder, name), secret, { mode: 0o600 });
      return join(folder, name);
    };
    const files = [secretFile('password', zhang.password), secretFile('passphrase', passphrase)];
    const args = [script, data, zhang.p12, ...files, join(folder, 'out.p12')];
    // Typed paths in the window must be below the home folder.
    const env = { ...process.env, HOME: folder };
    const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await new Promise((done) => void child.stdout.once('data', done));
      const patterns = { ...keyPatterns(zhang.key), ...(await identityPatterns(data, passphrase)) };
      const count = () => {
        const tree = processTree(child.pid ?? 0).filter((id) => isNode(id));
        const own = countInMemory(child.pid ?? 0, patterns);
        const others = tree.slice(1).map((id) => countUnlessEnded(id, patterns));
        const sum = (name: string) => others.reduce((total, each) => total + (each[name] ?? 0), 0);
        return { main: own, children: Object.fromEntries(Object.keys(patterns).map((name) => [name, sum(name)])) };
      };
      const atOnce = count();
      // A lock ends the children that had the key.
      const left = () => Object.values(count().children);
      await expect.poll(left, { timeout: 120_000, interval: 1000 }).toEqual([0, 0, 0, 0]);
      const later = count();
      mkdirSync('out', { recursive: true });
      writeFileSync('out/memory-after-lock.json', `${JSON.stringify({ atOnce, later }, null, 2)}\n`);
      console.log(JSON.stringify({ atOnce, later }));
      // Proves the search works: it finds a string that the main process holds.
      expect(countInMemory(child.pid ?? 0, { known: Buffer.from('vault-locked') })['known']).toBeGreaterThan(0);
    } finally {
      const ended = new Promise((done) => void child.once('exit', done));
      child.stdin.end();
      await ended;
    }
  }, 300_000);
});

/** Skips the browser: the page gets no key, and its memory takes minutes to read. */
function isNode(id: number): boolean {
  return existsSync(`/proc/${id}`) && readFileSync(`/proc/${id}/cmdline`, 'latin1').split('\0')[0] === process.execPath;
}

/** Children exit by themselves when idle. */
function countUnlessEnded(id: number, patterns: Record<string, Buffer>): Record<string, number> {
  try {
    return countInMemory(id, patterns);
  } catch (error) {
    if (existsSync(`/proc/${id}`)) throw error;
    return {};
  }
}

/** A P-256 key as PKCS#8, and its private scalar (RFC 5915). */
function keyPatterns(keyFile: string): Record<string, Buffer> {
  const pkcs8 = openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER', '-in', keyFile]);
  const start = pkcs8.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20])) + 5;
  return { pkcs8, scalar: pkcs8.subarray(start, start + 32) };
}

/** The vault's identity as text, in both of V8's string forms. */
async function identityPatterns(data: string, passphrase: string): Promise<Record<string, Buffer>> {
  const database = openDatabase(join(data, 'vault.sqlite'), new Date());
  const row = readProtectors(database).find(({ kind }) => kind === 'passphrase');
  database.close();
  const file = row && (await decryptWithPassphrase(passphrase, row.envelope));
  if (!file) throw new Error('the passphrase does not open the vault');
  const text = Buffer.from(identityOf(file)).toString('latin1');
  return { identity: Buffer.from(text, 'latin1'), identityUtf16: Buffer.from(text, 'utf16le') };
}
