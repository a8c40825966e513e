// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { openssl } from '../../support/openssl/openssl.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { importFile } from '../pages/tasks.ts';
import { bytesCanary, type Canary, foundInFiles, textCanary } from '../support/checks/canary.ts';
import { expect, test } from '../support/fixtures.ts';
import { call, value } from '../support/apps/in-page.ts';
import { textOfPage } from '../support/checks/page-memory.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = 'Canary-lock-主密码-4711';
const password = 'Canary-file-口令-0815';
const shared = shareApp('zh-CN');
let canaries: Canary[] = [];
let certificate = '';

const state = async () => (await value(shared.app.page, 'vault.status', {}))['state'];

/** Uses a child, because the host runs in this process, which can't resume itself. */
async function stopThisProcess(seconds: number): Promise<void> {
  const script = 'kill -STOP "$0" && sleep "$1"; kill -CONT "$0"';
  const child = spawn('sh', ['-c', script, String(process.pid), String(seconds)], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
}

test.beforeEach(({ hostKind }) => test.skip(hostKind === 'electron', 'Electron is told of sleep by the system'));

test.beforeAll(async () => {
  if (test.info().project.name === 'electron') return;
  test.setTimeout(120_000);
  const sources = path.join(shared.folder, 'sources');
  mkdirSync(sources);
  const zhang = makeIdentityFiles(sources, 'zhang', { subject: '/CN=张三', password });
  certificate = zhang.sha256;
  const pkcs8 = openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER', '-in', zhang.key]);
  // RFC 5915: the private scalar is the OCTET STRING of 32 bytes after version 1.
  const start = pkcs8.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20])) + 5;
  canaries = [
    textCanary('the passphrase', passphrase),
    textCanary('the file password', password),
    bytesCanary('the private key', pkcs8.subarray(start, start + 32)),
    textCanary('an age identity', 'AGE-SECRET-KEY-1'),
  ];
  await importFile(shared.app, shared.pages, { file: zhang.p12, password }, passphrase);
});

test('[K03] a process stopped for 33 s, as in sleep, locks the vault before the first message', async () => {
  test.setTimeout(120_000);
  const { shell } = shared.pages;
  await expect(shell.lock).toBeVisible();
  await stopThisProcess(5);
  expect(await state()).toBe('unlocked');
  await stopThisProcess(33);
  expect(await state()).toBe('locked');
  await expect(shell.unlock).toBeVisible();
  await expect(shell.vault).toContainText(shared.pages.words.vault.autoLocked.away);
});

test('[K03] after that lock only a secret entered by a person unlocks', async () => {
  const { page } = shared.app;
  const write = {
    sha256: certificate,
    format: 'p12',
    profile: 'modern',
    includeChain: false,
    password: 'correct horse 4711',
    allowWeak: false,
  };
  await shared.app.person.choosePlace(path.join(shared.folder, 'out.p12'));
  const typed = await value(page, 'exports.chooseDestination', { sha256: certificate, format: 'p12' });
  const attempts = [
    // The contract has no call to unlock with the OS store.
    await call(page, 'vault.unlock', { kind: 'os-store', secret: '' }),
    await call(page, 'vault.unlock', { kind: 'passphrase', secret: '' }),
    await call(page, 'vault.unlock', { kind: 'recovery-code', secret: '' }),
    await call(page, 'vault.unlockWithToken', { tokenId: '0'.repeat(64), pin: '', confirmedLastTry: false }),
    await call(page, 'vault.setPassphrase', { passphrase: 'another passphrase' }),
    await call(page, 'vault.createRecoveryCode', {}),
    await call(page, 'exports.write', { ...write, destinationId: typed['destinationId'] }),
  ];
  expect(attempts.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual([
    'invalid-input',
    'wrong-secret',
    'not-available',
    'not-available',
    'vault-exists',
    'vault-locked',
    'vault-locked',
  ]);
  expect(await state()).toBe('locked');
  await page.reload();
  await shared.pages.shell.goTo('certificates');
  await shared.pages.list.row('张三').waitFor();
  expect(await state()).toBe('locked');
});

test('[K03] after that lock the files of vault and browser profile hold no key, identity or secret', async () => {
  expect(foundInFiles(canaries, shared.dataFolder)).toEqual([]);
});

test('[K03] the command line locks the running app and clears typed secrets from its screen', async () => {
  const { shell, unlocking, security, words } = shared.pages;
  const next = 'another 主密码 4711';
  const lock = async () => (await runCli(['vault', 'lock', '--vault', shared.dataFolder, '--json'])).stdout;
  expect(JSON.parse(await lock())).toEqual({ ok: true, value: { appRuns: true, locked: false } });
  await shell.unlock.click();
  await unlocking.withPassphrase(passphrase);
  await expect(shell.lock).toBeVisible();
  await shell.goTo('settings');
  await security.button('changePassphrase').click();
  await security.typeChange(passphrase, next);
  expect(await textOfPage(shared.app.page)).toContain(next);
  expect(JSON.parse(await lock())).toEqual({ ok: true, value: { appRuns: true, locked: true } });
  await expect(shell.vault).toContainText(words.vault.autoLocked.asked);
  await expect(security.changing).toHaveCount(0);
  const left = await textOfPage(shared.app.page);
  // Not `toContain`: a failure would print everything in the page.
  expect([passphrase, next].filter((typed) => left.includes(typed))).toEqual([]);
});

test('[K03] a minute without use locks the vault and removes a recovery code from the screen', async () => {
  test.setTimeout(200_000);
  const { page } = shared.app;
  const { shell, unlocking, recovery, settings, words } = shared.pages;
  await shell.unlock.click();
  await unlocking.withPassphrase(passphrase);
  await expect(shell.lock).toBeVisible();
  await shell.goTo('settings');
  await settings.autoLock(1).click();
  await expect.poll(async () => value(page, 'settings.get', {})).toMatchObject({ autoLockMinutes: 1 });
  await shell.writeDownRecoveryCode.click();
  await recovery.create.click();
  const code = await recovery.code();
  expect(code.length).toBeGreaterThan(4);
  // tests/unit/locking/auto-lock.test.ts checks the exact time with a fake clock.
  await expect(recovery.dialog).toHaveCount(0, { timeout: 100_000 });
  expect(await state()).toBe('locked');
  await expect(shell.vault).toContainText(words.vault.autoLocked.idle);
  expect(await page.content()).not.toContain(code[0]);
  await settings.autoLock(15).click();
});
