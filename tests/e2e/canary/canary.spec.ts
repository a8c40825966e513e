// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { openssl } from '../../support/openssl/openssl.ts';
import { type CliResult, runCli } from '../../support/cli/run-cli.ts';
import { chooseFiles } from '../pages/tasks.ts';
import { bytesCanary, type Canary, found, foundInFiles, textCanary, watchProcesses } from '../support/checks/canary.ts';
import { expect, test } from '../support/fixtures.ts';
import { call } from '../support/apps/in-page.ts';
import { heapOfPage, textOfPage } from '../support/checks/page-memory.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = `Canary-${randomBytes(12).toString('hex')}-主密码`;
const password = `Canary-${randomBytes(12).toString('hex')}-文件`;
const exportPassword = `Canary-${randomBytes(12).toString('hex')}-出口`;
const wrongGuess = `Canary-${randomBytes(12).toString('hex')}-错`;
let canaries: Canary[] = [
  textCanary('the passphrase', passphrase),
  textCanary('the file password', password),
  textCanary('the export password', exportPassword),
  textCanary('a wrong guess', wrongGuess),
];

const shared = shareApp('en');
const output: Buffer[] = [];
const write = { stdout: process.stdout.write, stderr: process.stderr.write };
let sources = '';
let certificate = '';

/** Records this process's output, which includes the Chromium host's. */
function listen(): void {
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (chunk: string | Uint8Array, ...rest: never[]) => {
      output.push(Buffer.from(chunk));
      return write[name].call(process[name], chunk, ...rest);
    };
}

test.beforeAll(() => {
  // Outside the app's data folder, because the test's files contain passwords.
  sources = path.join(shared.folder, 'sources');
  mkdirSync(sources);
  const zhang = makeIdentityFiles(sources, 'zhang', { subject: '/CN=张三', password });
  certificate = zhang.sha256;
  const pkcs8 = openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER', '-in', zhang.key]);
  // RFC 5915: the private scalar is the OCTET STRING of 32 bytes after version 1.
  const start = pkcs8.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20])) + 5;
  canaries = [...canaries, bytesCanary('the private key', pkcs8.subarray(start, start + 32))];
  process.env['TMPDIR'] = path.join(shared.folder, 'tmp');
  mkdirSync(process.env['TMPDIR']);
  listen();
});
test.afterAll(() => {
  Object.assign(process.stdout, { write: write.stdout });
  Object.assign(process.stderr, { write: write.stderr });
  delete process.env['TMPDIR'];
});

test('[X04] the main job leaks no secret to command lines, environments, temporary files or output', async () => {
  test.setTimeout(180_000);
  const { page, list, importing, detail, exporting, shell, unlocking } = await shared.restart();
  const temporary = path.join(shared.folder, 'tmp');
  const watch = watchProcesses(canaries, process.pid, temporary);
  const errors: unknown[] = [];

  await list.importFirst.click();
  await chooseFiles(shared.app, shared.pages, [path.join(sources, 'zhang.p12')]);
  await importing.password.click();
  await page.keyboard.type(wrongGuess);
  await page.keyboard.press('Enter');
  await expect(importing.diagnosis('wrong-password')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await importing.commit.click();
  for (const field of [importing.passphrase, importing.passphraseAgain]) {
    await field.click();
    await page.keyboard.type(passphrase);
  }
  await importing.protect.click();
  await importing.view.click();
  await shell.lock.click();
  await detail.choose('export');
  await exporting.next.click();
  for (const field of [exporting.password, exporting.passwordAgain]) {
    await field.click();
    await page.keyboard.type(exportPassword);
  }
  await exporting.next.click();
  await exporting.choosePlace(path.join(shared.folder, 'out.p12'));
  await exporting.write.click();
  for (const guess of [wrongGuess, passphrase]) {
    await unlocking.passphrase.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(guess);
    await page.keyboard.press('Enter');
    if (guess === wrongGuess) await expect(unlocking.alert).toBeVisible();
  }
  await exporting.done.click();
  await expect(exporting.dialog).toHaveCount(0);

  const results = await commandLineJob();
  const { seen, commandLines } = watch.stop();
  expect(seen).toEqual([]);
  expect(watch.looks).toBeGreaterThan(20);
  // Node, the browser's processes, parse children and the CLI.
  expect(commandLines).toBeGreaterThan(6);

  for (const result of results) {
    errors.push(result.stdout, result.stderr);
  }
  expect(found(canaries, 'the command line’s output', Buffer.from(JSON.stringify(errors)))).toEqual([]);
  expect(found(canaries, 'the app’s output', Buffer.concat(output))).toEqual([]);
});

/** The same task on the CLI, with secrets in files and on stdin. */
async function commandLineJob(): Promise<CliResult[]> {
  const secret = (name: string, text: string) => {
    const file = path.join(sources, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const vault = ['--vault', shared.dataFolder, '--json'];
  const out = path.join(shared.folder, 'cli.p12');
  const run = (args: string[], stdin = '') =>
    runCli([...args, ...vault], { stdin, environment: { TMPDIR: path.join(shared.folder, 'tmp') } });
  const files = ['--passphrase-file', secret('pp', passphrase), '--password-file', secret('pw', exportPassword)];
  const results = [
    await run(['import', path.join(sources, 'zhang.p12'), '--password-file', secret('in', password)]),
    await run(['import', path.join(sources, 'zhang.p12'), '--password-stdin'], wrongGuess),
    await run(['vault', 'unlock', '--passphrase-stdin'], wrongGuess),
    await run(['export', certificate, '--format', 'p12', '-o', out, ...files]),
  ];
  expect(results.map(({ code }) => code)).toEqual([0, 3, 3, 0]);
  return results;
}

test('[X04] the page holds no secret once the dialogs are closed', async () => {
  const { page } = shared.pages;
  const text = await textOfPage(page);
  // Proves the search reaches React's state, which holds the displayed certificate.
  expect(text).toContain(certificate);
  expect(found(canaries, 'the page', Buffer.from(text))).toEqual([]);
});

test('[X04] the page’s heap holds no secret after a garbage collection', async () => {
  const { page } = shared.pages;
  const heap = await heapOfPage(page);
  expect(heap).toContain(certificate);
  expect(found(canaries, 'the heap', Buffer.from(heap))).toEqual([]);
});

test('[X04] the app’s answers contain no secret', async () => {
  const { page } = shared.pages;
  const base64 = readFileSync(path.join(sources, 'zhang.p12')).toString('base64');
  const dropped = await call(page, 'imports.drop', { fileName: 'zhang.p12', base64 });
  const { draftId } = (dropped.ok ? dropped.value : {}) as { draftId: string };
  const answers = [
    await call(page, 'imports.inspect', { draftId, password: wrongGuess }),
    await call(page, 'imports.inspect', { draftId, password }),
    await call(page, 'vault.unlock', { kind: 'passphrase', secret: wrongGuess }),
    await call(page, 'vault.unlock', { kind: 'recovery-code', secret: wrongGuess }),
    await call(page, 'vault.setPassphrase', { passphrase: wrongGuess }),
    await call(page, 'vault.unlock', { kind: 'passphrase', secret: wrongGuess, extra: passphrase }),
    await call(page, 'imports.discard', { draftId }),
    await call(page, 'certificates.detail', { sha256: certificate }),
  ];
  expect(answers.filter(({ ok }) => !ok).length).toBeGreaterThan(2);
  expect(found(canaries, 'an answer', Buffer.from(JSON.stringify(answers)))).toEqual([]);
});

test('[X04] the files of vault, settings and browser profile contain no secret', async () => {
  await shared.close();
  expect(foundInFiles(canaries, shared.dataFolder)).toEqual([]);
  expect(foundInFiles(canaries, path.join(shared.folder, 'tmp'))).toEqual([]);
  // Proves the search works: these files contain secrets.
  const names = new Set(foundInFiles(canaries, sources).map((hit) => hit.split(' in ')[0]));
  expect(names).toEqual(new Set(['the export password', 'the file password', 'the passphrase', 'the private key']));
});
