// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { issueIdentity } from '../../../e2e/support/data/certificate-files.ts';
import { newFolder } from '../../../support/stores/browser-login/login-fixture.ts';
import { webEnrolmentsWithVault } from '../../../support/enrolment/web-enrolments-with-vault.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const dated = { source: 'https://ca.example.com/help', checkedOn: '2026-11-28' };

let bank: IdentityFiles;
let files = '';

beforeAll(() => {
  files = newFolder();
  bank = makeIdentityFiles(files, 'bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  return () => rmSync(files, { recursive: true, force: true });
});

/** Two web enrolments started in the window, and the CLI on the same vault. */
async function begun() {
  const folder = temporaryFolder();
  const [downloads, other] = [join(folder, '下载'), join(folder, '别处')];
  for (const each of [downloads, other]) mkdirSync(each);
  const { webEnrolments, profiles, close } = await webEnrolmentsWithVault(folder);
  const held = await profiles.addExample({ protocol: 'web' });
  const wanted = { purpose: 'apply', renews: null } as const;
  const first = await webEnrolments.start(held, { ...wanted, folder: downloads });
  const second = await webEnrolments.start(held, {
    ...wanted,
    purpose: 'renew',
    renews: 'a'.repeat(64),
    folder: other,
  });
  close();
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'correct horse');
  const cli = async (...argv: string[]) => runCli([...argv, '--vault', join(folder, 'vault')]);
  return { cli, downloads, first, second, secret };
}

test('[E01] [A01] pending lists applications waiting for a file, and importing that file completes one', async () => {
  const { cli, downloads, first, second, secret } = await begun();
  const listed = await cli('pending', '--json');
  expect(listed.json?.value).toMatchObject({ requests: [], webEnrolments: [{ id: first.id }, { id: second.id }] });
  const text = (await cli('pending')).stdout;
  expect(text).toContain(first.id.slice(0, 8));
  const { p12, sha256 } = issueIdentity(files, 'zhang', {
    subject: '/CN=张三/C=CN',
    issuer: bank,
    from: -1,
    until: 300,
  });
  const elsewhere = issueIdentity(files, 'li', { subject: '/CN=李四/C=CN', issuer: bank, from: -1, until: 300 });
  const ended = await cli('import', elsewhere.p12, '--password-file', secret, '--json');
  expect(ended.json?.value).not.toHaveProperty('webEnrolments');
  copyFileSync(p12, join(downloads, 'a.pfx'));
  const done = await cli('import', join(downloads, 'a.pfx'), '--password-file', secret, '--json');
  expect(done.json?.value).toMatchObject({
    webEnrolments: [{ id: first.id, certificate: sha256, leadsToAuthority: null }],
  });
  expect((await cli('show', sha256, '--json')).code).toBe(0);
  expect((await cli('pending', '--json')).json?.value).toMatchObject({ webEnrolments: [{ id: second.id }] });
});

test('[E06] [A01] an import reports that the received certificate has an untrusted root', async () => {
  const { cli, downloads, secret } = await begun();
  const { p12 } = issueIdentity(files, 'wang', { subject: '/CN=王五/C=CN', issuer: bank, from: -1, until: 300 });
  copyFileSync(p12, join(downloads, 'b.pfx'));
  const { code, stdout } = await cli('import', join(downloads, 'b.pfx'), '--password-file', secret);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/示例银行根证书.* not trusted here/) });
});

/** Starts `enrol --watch-folder`; `said` waits for text on stderr. */
function watching(folder: string, downloads: string, ...more: string[]) {
  const profile = join(folder, 'web.json');
  const url = 'https://bank.example/apply';
  const steps = { apply: [{ 'zh-CN': '登录', en: 'Log in' }] };
  writeFileSync(profile, JSON.stringify({ name: '银行', protocol: 'web', url, ...dated, steps }));
  const words = ['enrol', '--profile', profile, '--watch-folder', downloads, '--vault', join(folder, 'vault'), ...more];
  const heard = { pid: 0, stderr: '' };
  const ended = runCli(words, {
    onStart: (pid) => (heard.pid = pid),
    onStderr: (text) => (heard.stderr += text),
  });
  return {
    heard,
    ended,
    said: async (text: string) => vi.waitFor(() => expect(heard.stderr).toContain(text), { timeout: 30_000 }),
  };
}

test('[E01] [A01] enrol waits for the browser’s download, recognises it and says how to import it', async () => {
  const folder = temporaryFolder();
  const [downloads, secret] = [join(folder, '下载'), join(folder, 'secret')];
  mkdirSync(downloads);
  writeFileSync(secret, 'correct horse');
  const cli = async (...argv: string[]) => runCli([...argv, '--json', '--vault', join(folder, 'vault')]);
  const { p12 } = issueIdentity(files, 'zhao', { subject: '/CN=赵六/C=CN', issuer: bank, from: -1, until: 300 });
  copyFileSync(p12, join(downloads, 'old.pfx'));
  const back = new Date(Date.now() - 60_000);
  utimesSync(join(downloads, 'old.pfx'), back, back);
  await setTimeout(2100);
  const run = watching(folder, downloads, '--json');
  await run.said('"event":"waiting"');
  const webEnrolments = (await cli('pending')).json?.value.webEnrolments;
  expect(webEnrolments).toMatchObject([{ profile: { name: '银行' }, purpose: 'apply' }]);
  writeFileSync(join(downloads, '坏的.pfx'), 'nothing of the kind');
  await run.said('"event":"not-read"');
  copyFileSync(p12, join(downloads, '证书.pfx'));
  const { code, json } = await run.ended;
  const value = json?.value;
  expect(code).toBe(0);
  const path = join(realpathSync(downloads), '证书.pfx');
  expect(value).toMatchObject({ url: 'https://bank.example/apply', webEnrolment: webEnrolments[0].id });
  expect(value.file).toEqual({ path, kind: 'pkcs12', state: 'needs-password' });
  const done = await cli('import', path, '--password-file', secret);
  expect(done.json?.value).toMatchObject({ webEnrolments: [{ id: webEnrolments[0].id }] });
});

test('[E01] [A01] Ctrl-C ends the wait and keeps the application, which resumes where it was', async () => {
  const folder = temporaryFolder();
  const [downloads, other] = [join(folder, '下载'), join(folder, '别处')];
  for (const each of [downloads, other]) mkdirSync(each);
  const cli = async (...argv: string[]) => runCli([...argv, '--json', '--vault', join(folder, 'vault')]);
  for (const place of [downloads, other]) {
    const run = watching(folder, place);
    await run.said('Waiting for a download');
    // The instructions are printed before the wait.
    expect(run.heard.stderr).toContain('1. Log in');
    process.kill(run.heard.pid, 'SIGINT');
    const answer = await run.ended;
    expect(answer).toMatchObject({
      code: 130,
      stdout: '',
      stderr: expect.stringContaining('again, run certsteward pending'),
    });
  }
  expect((await cli('pending')).json?.value.webEnrolments).toMatchObject([
    { folder: { displayPath: realpathSync(other) } },
  ]);
  const manual = join(folder, 'manual.json');
  writeFileSync(manual, JSON.stringify({ name: '人工', protocol: 'manual', url: 'https://bank.example/' }));
  const wrong = await cli('enrol', '--profile', manual, '--subject', 'CN=x', '--watch-folder', downloads);
  expect({ code: wrong.code, details: wrong.json?.error?.details }).toEqual({
    code: 2,
    details: { option: '--watch-folder', reason: 'guide-protocol', protocol: 'manual', only: 'web' },
  });
  const missing = await cli('enrol', '--profile', '银行', '--watch-folder', join(folder, 'none'));
  expect(missing.json?.error?.code).toBe('file-unreadable');
});

test('[E01] [A01] pending delete cancels an application without confirmation, as no key is lost', async () => {
  const { cli, first, second } = await begun();
  const given = await cli('pending', 'delete', first.id.slice(0, 8), '--json');
  expect(given).toMatchObject({ code: 0, json: { value: { removed: first.id, keys: 0 } } });
  expect((await cli('pending', '--json')).json?.value).toMatchObject({ webEnrolments: [{ id: second.id }] });
  expect(await cli('pending', 'delete', first.id, '--json')).toMatchObject({ code: 6 });
});
