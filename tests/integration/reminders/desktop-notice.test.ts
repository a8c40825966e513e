// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { hasTool } from '../../support/openssl/openssl.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { cliBundle, runCli } from '../../support/cli/run-cli.ts';

const script = resolve(import.meta.dirname, '../../support/window-scripts/notice-in-window.ts');
const tools = ['dunst', 'dunstctl', 'dbus-run-session', 'xvfb-run', 'openbox', 'chromium'];
const missing = tools.filter((tool) => !hasTool(tool, ['--help']));
const isReady = missing.length === 0 && existsSync(cliBundle);

const folder = mkdtempSync(join(tmpdir(), 'cs-notice-'));
const data = join(folder, 'data');
const number = '110101199001011234';

interface Answer {
  readonly printed: string;
  readonly shown: number;
  readonly windowBefore: string;
  readonly windowAfter: string;
  readonly title: string;
  readonly dialogs: number;
}

/** Runs the app on a separate display and session bus. */
async function onDesktop(expected: number, label: string, ...more: readonly string[]): Promise<Answer> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const env = { PATH: process.env['PATH'], HOME: home, LANG: 'en_US.UTF-8', TZ: 'Asia/Shanghai' };
  const words = ['-a', 'dbus-run-session', '--', process.execPath, script, data, String(expected), label, ...more];
  const child = spawn('xvfb-run', words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((done) => void child.once('close', done));
  if (code !== 0) throw new Error(`the window ended with ${String(code)}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Answer;
}

async function importNamed(name: string, days: number, label: string): Promise<void> {
  const key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const { certificate, sha256 } = makeIdentityFiles(folder, name, { subject: `/CN=${name}@${number}`, days, key });
  for (const argv of [
    ['import', certificate],
    ['set', sha256, '--label', label],
  ]) {
    expect((await runCli([...argv, '--json', '--vault', data])).code).toBe(0);
  }
}

describe.skipIf(!isReady)(
  'a notice on a real desktop (skipped without dunst, Xvfb, D-Bus, Chromium or a build)',
  () => {
    beforeAll(async () => {
      mkdirSync(data, { mode: 0o700 });
      const reminders = { isOn: true, days: [30, 7], quietHours: null, hideNames: false };
      writeFileSync(join(data, 'settings.json'), JSON.stringify({ language: 'en', reminders }));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('[R02] dunst shows label and days, no subject; its action restores the window without a renewal', async () => {
      await importNamed('bank', 20, '工资卡 <b>&amp;');
      const answer = await onDesktop(1, '工资卡 <b>&amp;');
      expect(answer).toMatchObject({ shown: 1, windowBefore: 'minimized', windowAfter: 'normal', dialogs: 0 });
      expect(answer.printed).toMatch(/appname: 'CertSteward'/);
      expect(answer.printed).toMatch(/summary: '工资卡 <b>&amp;'/);
      expect(answer.printed).toMatch(/body: 'expires in 20 days'/);
      expect(answer.printed).not.toContain('1234');
    }, 90_000);

    test('[R01] [R02] after a restart, only new certificates are reported', async () => {
      await importNamed('second', 25, 'second card');
      const answer = await onDesktop(1, 'second card');
      expect(answer.shown).toBe(1);
      expect(answer.printed.match(/summary: '.*'/g)).toEqual(["summary: 'second card'"]);
      expect(answer.printed).toMatch(/body: 'expires in 25 days'/);
    }, 90_000);

    test('[R02] [E07] the action opens the renewal of a certificate whose CA is known', async () => {
      const at = (name: string): string => join(folder, name);
      const cli = async (...argv: readonly string[]) => {
        const answer = await runCli([...argv, '--json', '--vault', data]);
        expect(answer.json?.error).toBeUndefined();
        return answer.json?.value;
      };
      writeFileSync(at('passphrase'), 'passphrase of the notice', { mode: 0o600 });
      writeFileSync(
        at('m.json'),
        JSON.stringify({ name: 'Bank', protocol: 'manual', url: 'https://bank.example.com/' }),
      );
      const made = ['--profile', at('m.json'), '--subject', 'CN=Third', '-o', at('third.csr')];
      await cli('enrol', ...made, '--passphrase-file', at('passphrase'));
      const reply = testAuthority(folder).issue(at('third.csr'), 'third', { days: 15 });
      const { certificate } = await cli('pending', 'import', reply);
      await cli('set', certificate, '--label', 'third card');
      const answer = await onDesktop(1, 'third card', 'renews');
      expect(answer).toMatchObject({ windowAfter: 'normal', dialogs: 0 });
      expect(answer.title).toBe('How to renew: third card');
    }, 120_000);
  },
);
