// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicKeyInPkcs12, publicKeyOfCertificate } from '../../e2e/support/apps/reopen.ts';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { hasTool } from '../../support/openssl/openssl.ts';
import { cliBundle } from '../../support/cli/run-cli.ts';

const windowScript = resolve(import.meta.dirname, '../../support/window-scripts/import-in-window.ts');
const osStoreScript = resolve(import.meta.dirname, '../../support/window-scripts/os-store-in-window.ts');
const hasKeyring = process.platform === 'linux' && hasTool('gnome-keyring-daemon') && hasTool('dbus-run-session');
const hasBrowser = ['chromium', 'google-chrome', 'microsoft-edge'].some((name) => hasTool(name));
const isBuilt = existsSync(cliBundle);

const folder = mkdtempSync(join(tmpdir(), 'certsteward-keyring-'));
const data = join(folder, 'data');
const unlocked = 'printf keyring-password | gnome-keyring-daemon --unlock --components=secrets';
let zhang: IdentityFiles;

/** Runs a script on a separate session bus. The keyring persists in `home` across sessions. */
function inSession(
  home: string,
  keyring: string,
  ...command: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home, LANG: 'en_US.UTF-8' };
  const shell = ['dbus-run-session', '--', 'sh', '-c', `${keyring} >/dev/null 2>&1; exec "$@"`, 'sh'] as const;
  const [program, ...rest] = [...shell, process.execPath, ...command];
  const child = spawn(program, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((done) => void child.once('close', (code) => done({ code, stdout, stderr })));
}

describe.skipIf(!hasKeyring || !hasBrowser || !isBuilt)(
  'a vault made in the window, under a real gnome-keyring (skipped where keyring, dbus-run-session, browser or build is missing)',
  () => {
    beforeAll(() => {
      zhang = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三', days: 500 });
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('[K01] [K02] the window asks for no passphrase, and the keyring protects the key', async () => {
      const password = join(folder, 'zhang.password');
      const args = [windowScript, data, zhang.p12, password];
      const { code, stdout, stderr } = await inSession(join(folder, 'home'), unlocked, ...args);
      expect(code, stderr).toBe(0);
      const { status, foot } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { status: object; foot: string };
      expect(status).toMatchObject({
        ok: true,
        value: { state: 'unlocked', keys: 1, lockable: false, protectors: [{ kind: 'os-store' }] },
      });
      // K03: with no passphrase there is nothing to lock.
      expect(foot).toMatch(/Protected by your account|由本机账户保护/);
    });

    test('[A01] [K02] the command line exports the key in another session with only the keyring', async () => {
      const out = join(folder, 'out.p12');
      const password = join(folder, 'zhang.password');
      const args = ['export', zhang.sha256, '--format', 'p12', '-o', out, '--password-file', password];
      const run = await inSession(join(folder, 'home'), unlocked, cliBundle, ...args, '--vault', data, '--json');
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: true });
      expect(publicKeyInPkcs12(out, zhang.password, false)).toBe(publicKeyOfCertificate(zhang.certificate));
    });

    test('[K02] [K03] a locked keyring, another one or none does not open the key', async () => {
      const password = join(folder, 'zhang.password');
      const out = join(folder, 'refused.p12');
      const args = ['export', zhang.sha256, '--format', 'p12', '-o', out, '--password-file', password];
      const locked = 'gnome-keyring-daemon --start --components=secrets';
      for (const [home, keyring] of [
        ['home', locked],
        ['other', unlocked],
        ['none', 'true'],
      ] as const) {
        const run = await inSession(join(folder, home), keyring, cliBundle, ...args, '--vault', data, '--json');
        expect(run.code, `${home}: ${run.stdout}`).toBe(7);
        expect(existsSync(out)).toBe(false);
      }
    });

    test('[K04] a keyring that is removed and added again in Settings opens the key', async () => {
      const { code, stdout, stderr } = await inSession(join(folder, 'home'), unlocked, osStoreScript, data, folder);
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual([
        ['os-store'],
        ['os-store', 'passphrase'],
        ['passphrase'],
        ['os-store', 'passphrase'],
      ]);
      const out = join(folder, 'again.p12');
      const password = join(folder, 'zhang.password');
      const args = ['export', zhang.sha256, '--format', 'p12', '-o', out, '--password-file', password];
      const run = await inSession(join(folder, 'home'), unlocked, cliBundle, ...args, '--vault', data, '--json');
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: true });
      expect(publicKeyInPkcs12(out, zhang.password, false)).toBe(publicKeyOfCertificate(zhang.certificate));
    });
  },
);
