// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test, vi } from 'vitest';
import { findWebEnrolment, insertWebEnrolment } from '../../../../main/vault/store/rows/web-enrolment-rows.ts';
import { issueIdentity } from '../../../e2e/support/data/certificate-files.ts';
import { newFolder } from '../../../support/stores/browser-login/login-fixture.ts';
import { webEnrolmentsWithVault } from '../../../support/enrolment/web-enrolments-with-vault.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli, type CliOptions } from '../../../support/cli/run-cli.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

let bank: IdentityFiles;
let otherBank: IdentityFiles;
let files = '';

beforeAll(() => {
  files = newFolder();
  bank = makeIdentityFiles(files, 'bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  otherBank = makeIdentityFiles(files, 'other-bank', { subject: '/CN=另一家银行根证书/C=CN', days: 3650 });
  return () => rmSync(files, { recursive: true, force: true });
});

let made = 0;
const dated = { source: 'https://ca.example.com/help', checkedOn: '2026-11-28' };
/** A certificate from the bank, valid from `from` to `until` days from now; by default due for renewal. */
const certificate = (subject: string, from = -300, until = 20) =>
  issueIdentity(files, `file-${(made += 1)}`, { subject, issuer: bank, from, until });
const renewed = (subject: string) => certificate(subject, -1, 364);

/** The CLI on a new vault, and profiles of two banks' pages. */
function atTheBank() {
  const folder = temporaryFolder();
  const [downloads, profile, secret] = [join(folder, '下载'), join(folder, 'web.json'), join(folder, 'secret')];
  mkdirSync(downloads);
  writeFileSync(secret, 'correct horse');
  const url = 'https://bank.example/apply';
  const step = (zh: string, en: string) => ({ 'zh-CN': zh, en });
  const steps = { apply: [step('申请', 'Apply')], renew: [step('选择更新证书', 'Choose to renew')] };
  writeFileSync(profile, JSON.stringify({ name: '银行', protocol: 'web', url, ...dated, steps }));
  const otherProfile = join(folder, 'other.json');
  const otherUrl = 'https://other.example/apply';
  writeFileSync(otherProfile, JSON.stringify({ name: '另一家', protocol: 'web', url: otherUrl, ...dated, steps }));
  const run = async (words: readonly string[], options?: CliOptions) =>
    runCli([...words, '--vault', join(folder, 'vault')], options);
  const cli = async (...words: string[]) => run([...words, '--json']);
  const take = async (path: string) => (await cli('import', path, '--password-file', secret)).json?.value;
  const webEnrolments = async () => (await cli('pending')).json?.value.webEnrolments;
  const list = async () => (await cli('list')).json?.value.certificates;
  const successorOf = async (sha256: string) =>
    (await list()).find((each: { sha256: string }) => each.sha256 === sha256);
  return { folder, downloads, profile, url, otherProfile, otherUrl, run, cli, take, webEnrolments, successorOf };
}

/** Starts `renew --watch-folder`; `said` waits for text on stderr. */
function watching({ run, downloads }: ReturnType<typeof atTheBank>, ...words: string[]) {
  const heard = { pid: 0, stderr: '' };
  const ended = run(['renew', ...words, '--watch-folder', downloads, '--json'], {
    onStart: (pid) => (heard.pid = pid),
    onStderr: (text) => (heard.stderr += text),
  });
  const said = async (text: string) => vi.waitFor(() => expect(heard.stderr).toContain(text), { timeout: 30_000 });
  return { heard, ended, said };
}

test('[E07] [A01] renew starts a renewal on the CA’s page, and importing its file completes it', async () => {
  const { folder, profile, url, run, cli, take, webEnrolments, successorOf } = atTheBank();
  const old = certificate('/CN=张三/C=CN');
  await take(old.p12);
  // No profile is known for this certificate yet.
  const unknown = await cli('renew', old.sha256);
  expect({ code: unknown.code, details: unknown.json?.error?.details }).toEqual({
    code: 2,
    details: { option: '--profile' },
  });
  const begun = await cli('renew', old.sha256, '--profile', profile);
  const [webEnrolment, ...others] = await webEnrolments();
  expect({ code: begun.code, others }).toEqual({ code: 0, others: [] });
  expect(begun.json?.value).toEqual({
    profile: expect.objectContaining({ profile: expect.objectContaining({ name: '银行' }) }),
    url,
    host: { ascii: 'bank.example', unicode: 'bank.example' },
    renews: old.sha256,
    webEnrolment: webEnrolment.id,
  });
  expect(webEnrolment).toMatchObject({ purpose: 'renew', renews: old.sha256, folder: null, profile: { name: '银行' } });
  // The chosen profile is remembered, and no second renewal starts.
  const again = await run(['renew', old.sha256.slice(0, 8)]);
  expect(again.stdout).toMatch(/Open https:\/\/bank\.example\/apply .*\n.*\n {2}1\. Choose to renew\n/);
  expect({ webEnrolments: await webEnrolments(), stdout: again.stdout }).toEqual({
    webEnrolments: [webEnrolment],
    stdout: expect.stringContaining(webEnrolment.id.slice(0, 8)),
  });
  const table = (await run(['pending'])).stdout;
  expect(table).toMatch(new RegExp(`${webEnrolment.id.slice(0, 8)}\\n +renews ${old.sha256.slice(0, 8)}\\n$`));
  // A certificate for a different holder or an earlier period doesn't complete the renewal.
  expect(await take(renewed('/CN=李四/C=CN').p12)).not.toHaveProperty('webEnrolments');
  expect(await take(certificate('/CN=张三/C=CN', -700, -335).p12)).not.toHaveProperty('webEnrolments');
  const { p12, sha256 } = renewed('/CN=张三/C=CN');
  const elsewhere = join(folder, 'from the stick.pfx');
  copyFileSync(p12, elsewhere);
  expect(await take(elsewhere)).toMatchObject({
    webEnrolments: [{ id: webEnrolment.id, purpose: 'renew', certificate: sha256 }],
  });
  expect(await webEnrolments()).toEqual([]);
  expect(await successorOf(old.sha256)).toMatchObject({ status: 'superseded', supersededBy: sha256 });
  expect((await cli('renew', old.sha256, '--no-install')).json?.value).toMatchObject({ certificate: sha256 });
  // The new certificate has the same CA, so its renewal needs no `--profile`.
  expect((await cli('renew', sha256)).json?.value).toMatchObject({ url, renews: sha256 });
});

test('[E07] [A01] renew waits for a download, which replaces the old one even under another name', async () => {
  const at = atTheBank();
  const { downloads, profile, url, cli, take, webEnrolments, successorOf } = at;
  const old = certificate('/CN=钱七/C=CN');
  await take(old.p12);
  const begun = (await cli('renew', old.sha256, '--profile', profile)).json?.value;
  const run = watching(at, old.sha256);
  await run.said('"event":"waiting"');
  expect(await webEnrolments()).toMatchObject([
    { id: begun.webEnrolment, folder: { displayPath: realpathSync(downloads) } },
  ]);
  const { p12, sha256 } = renewed('/CN=钱七@2027/C=CN');
  const path = join(realpathSync(downloads), '新证书.pfx');
  copyFileSync(p12, path);
  const { code, json } = await run.ended;
  const file = { path, kind: 'pkcs12', state: 'needs-password' };
  expect({ code, value: json?.value }).toMatchObject({
    code: 0,
    value: { url, renews: old.sha256, webEnrolment: begun.webEnrolment, file },
  });
  expect(await take(path)).toMatchObject({
    webEnrolments: [{ id: begun.webEnrolment, renews: old.sha256, certificate: sha256 }],
  });
  expect(await webEnrolments()).toEqual([]);
  expect(await successorOf(old.sha256)).toMatchObject({ status: 'superseded', supersededBy: sha256 });
});

test('[E07] [A01] Ctrl-C keeps the renewal, and of two in one folder a file completes its own', async () => {
  const at = atTheBank();
  const { downloads, profile, cli, take, webEnrolments, successorOf } = at;
  const [first, second] = [certificate('/CN=孙八/C=CN'), certificate('/CN=周九/C=CN')];
  for (const old of [first, second]) {
    await take(old.p12);
    const run = watching(at, old.sha256, '--profile', profile);
    await run.said('"event":"waiting"');
    process.kill(run.heard.pid, 'SIGINT');
    expect((await run.ended).code).toBe(130);
  }
  const [waitsFirst, waitsSecond] = await webEnrolments();
  expect(waitsFirst.renews).toBe(first.sha256);
  expect(waitsSecond.renews).toBe(second.sha256);
  const { p12, sha256 } = renewed('/CN=周九/C=CN');
  const path = join(downloads, 'new.pfx');
  copyFileSync(p12, path);
  expect(await take(path)).toMatchObject({ webEnrolments: [{ id: waitsSecond.id, renews: second.sha256 }] });
  expect(await webEnrolments()).toMatchObject([{ id: waitsFirst.id }]);
  expect(await successorOf(second.sha256)).toMatchObject({ supersededBy: sha256 });
  expect(await successorOf(first.sha256)).toMatchObject({ status: 'expiring', supersededBy: null });
  expect((await cli('pending', 'delete', waitsFirst.id)).code).toBe(0);
  expect(await webEnrolments()).toEqual([]);
});

test('[E07] [A01] the window and the command line continue and complete each other’s renewal', async () => {
  const { folder, downloads, profile, cli, take, webEnrolments, successorOf } = atTheBank();
  const old = certificate('/CN=吴十/C=CN');
  const window = await webEnrolmentsWithVault(folder);
  await take(old.p12);
  const begun = (await cli('renew', old.sha256, '--profile', profile)).json?.value;
  const [waiting] = await window.webEnrolments.waiting();
  expect(waiting).toMatchObject({ id: begun.webEnrolment, purpose: 'renew', renews: old.sha256, folder: null });
  await window.webEnrolments.move(begun.webEnrolment, downloads);
  expect((await cli('renew', old.sha256)).json?.value).toMatchObject({ webEnrolment: begun.webEnrolment });
  // The watched folder is unchanged.
  expect(await webEnrolments()).toMatchObject([{ folder: { displayPath: realpathSync(downloads) } }]);
  await window.webEnrolments.watch();
  const { p12, password, sha256 } = renewed('/CN=吴十@2027/C=CN');
  copyFileSync(p12, join(downloads, 'new.pfx'));
  await window.until(([webEnrolment]) => webEnrolment?.files.length === 1);
  const fileId = (await window.webEnrolments.waiting())[0]?.files[0]?.fileId ?? '';
  const { ended } = await window.take(
    (await window.webEnrolments.openFile({ id: begun.webEnrolment, fileId })).draftId,
    password,
  );
  expect(ended).toMatchObject({ id: begun.webEnrolment, certificate: sha256 });
  expect(await successorOf(old.sha256)).toMatchObject({ status: 'superseded', supersededBy: sha256 });
  expect(await webEnrolments()).toEqual([]);
});

test('[E07] [A01] only a web profile watches a folder, and a certificate reported stolen is not renewed', async () => {
  const { folder, downloads, profile, cli, take, webEnrolments } = atTheBank();
  const old = certificate('/CN=郑一/C=CN');
  await take(old.p12);
  const server = join(folder, 'est.json');
  writeFileSync(server, JSON.stringify({ name: 'EST', protocol: 'est', url: 'https://est.example/' }));
  const wrong = await cli('renew', old.sha256, '--profile', server, '--watch-folder', downloads);
  expect({ code: wrong.code, details: wrong.json?.error?.details }).toEqual({
    code: 2,
    details: { option: '--watch-folder', reason: 'guide-protocol', protocol: 'est', only: 'web' },
  });
  const missing = await cli('renew', old.sha256, '--profile', profile, '--watch-folder', join(folder, 'none'));
  expect(missing.json?.error?.code).toBe('file-unreadable');
  await cli('revoke', old.sha256, '--kind', 'stolen', '--profile', profile, '--yes');
  const stolen = await cli('renew', old.sha256, '--profile', profile);
  expect(stolen.json?.error).toMatchObject({ code: 'needs-replacement', details: { kind: 'stolen' } });
  expect(await webEnrolments()).toEqual([]);
});

test('[E01] [E07] [A01] a file from another CA completes the application there, and no renewal', async () => {
  const { folder, downloads, profile, cli, take, webEnrolments, successorOf } = atTheBank();
  const window = await webEnrolmentsWithVault(folder);
  const old = certificate('/CN=冯二/C=CN');
  await take(old.p12);
  const begun = (await cli('renew', old.sha256, '--profile', profile)).json?.value;
  await window.webEnrolments.move(begun.webEnrolment, downloads);
  const downloaded = (name: string, subject: string) => {
    const { p12, sha256 } = issueIdentity(files, name, { subject, issuer: otherBank, from: -1, until: 364 });
    copyFileSync(p12, join(downloads, `${name}.pfx`));
    return { path: join(downloads, `${name}.pfx`), sha256 };
  };
  // The first certificate matches no enrolment; the second was applied for.
  expect(await take(downloaded('stray', '/CN=陈三/C=CN').path)).not.toHaveProperty('webEnrolments');
  const held = await window.profiles.addExample({ protocol: 'web' });
  const wanted = { purpose: 'apply', renews: null, folder: downloads } as const;
  const { id } = await window.webEnrolments.start(held, wanted);
  const { path, sha256 } = downloaded('applied', '/CN=褚四/C=CN');
  expect(await take(path)).toMatchObject({ webEnrolments: [{ id, certificate: sha256 }] });
  expect(await webEnrolments()).toMatchObject([{ id: begun.webEnrolment, renews: old.sha256 }]);
  expect(await successorOf(old.sha256)).toMatchObject({ status: 'expiring', supersededBy: null });
});

test('[E07] [A01] one file with two new certificates completes both renewals', async () => {
  const { folder, profile, cli, take, webEnrolments, successorOf } = atTheBank();
  const names = ['/CN=卫五/C=CN', '/CN=蒋六/C=CN'];
  const olds = names.map((name) => certificate(name));
  for (const old of olds) {
    await take(old.p12);
    await cli('renew', old.sha256, '--profile', profile);
  }
  const both = join(folder, 'both.pem');
  const news = names.map((name) => renewed(name));
  const pems = news.flatMap(({ certificate: pem, key }) => [pem, key]);
  writeFileSync(both, Buffer.concat(pems.map((pem) => readFileSync(pem))));
  expect((await take(both)).webEnrolments).toMatchObject(
    olds.map(({ sha256 }, index) => ({ renews: sha256, certificate: news[index]?.sha256 ?? '' })),
  );
  expect(await webEnrolments()).toEqual([]);
  for (const [index, { sha256 }] of olds.entries()) {
    expect(await successorOf(sha256)).toMatchObject({ supersededBy: news[index]?.sha256 ?? '' });
  }
});

test('[E01] [A01] a key for a known certificate completes the application, and a mere copy does not', async () => {
  const { folder, downloads, take, webEnrolments } = atTheBank();
  const window = await webEnrolmentsWithVault(folder);
  const whole = renewed('/CN=沈七/C=CN');
  const mine = renewed('/CN=韩八/C=CN');
  await take(whole.p12);
  await take(mine.certificate);
  const held = await window.profiles.addExample({ protocol: 'web' });
  const { id } = await window.webEnrolments.start(held, { purpose: 'apply', renews: null, folder: downloads });
  copyFileSync(whole.p12, join(downloads, 'copy.pfx'));
  expect(await take(join(downloads, 'copy.pfx'))).not.toHaveProperty('webEnrolments');
  copyFileSync(mine.p12, join(downloads, 'mine.pfx'));
  expect(await take(join(downloads, 'mine.pfx'))).toMatchObject({
    items: [{ added: [], keys: 1 }],
    webEnrolments: [{ id, certificate: mine.sha256 }],
  });
  expect(await webEnrolments()).toEqual([]);
});

test('[E07] [A01] a renewal by another profile replaces the waiting one and says so', async () => {
  const { folder, profile, otherProfile, otherUrl, run, cli, take, webEnrolments } = atTheBank();
  const old = certificate('/CN=杨九/C=CN');
  await take(old.p12);
  const first = (await cli('renew', old.sha256, '--profile', profile)).json?.value;
  expect(first).not.toHaveProperty('cancelled');
  const second = (await cli('renew', old.sha256, '--profile', otherProfile)).json?.value;
  expect(second.cancelled).toEqual([first.webEnrolment]);
  expect(await webEnrolments()).toMatchObject([{ id: second.webEnrolment, profile: { name: '另一家' } }]);
  // Back to the first profile, with text output.
  const { stdout } = await run(['renew', old.sha256, '--profile', profile]);
  expect(stdout).toContain(`This application replaces the one at 另一家 (${second.webEnrolment.slice(0, 8)})`);
  const third = (await cli('renew', old.sha256, '--profile', otherProfile)).json?.value;
  expect(await webEnrolments()).toMatchObject([{ id: third.webEnrolment }]);
  // Continuing this renewal cancels one merged from a different vault.
  const database = new DatabaseSync(join(folder, 'vault', 'vault.sqlite'));
  const row = findWebEnrolment(database, third.webEnrolment);
  if (row === null) throw new Error('it waits');
  const merged = { ...row, id: randomUUID(), profileName: '合并' };
  insertWebEnrolment(database, merged);
  database.close();
  const fourth = (await cli('renew', old.sha256, '--profile', otherProfile)).json?.value;
  expect(fourth).toMatchObject({ webEnrolment: third.webEnrolment, cancelled: [merged.id] });
  expect(await webEnrolments()).toMatchObject([{ id: third.webEnrolment }]);
  const { p12, sha256 } = renewed('/CN=杨九/C=CN');
  expect(await take(p12)).toMatchObject({ webEnrolments: [{ id: third.webEnrolment, certificate: sha256 }] });
  expect((await cli('renew', sha256)).json?.value).toMatchObject({ url: otherUrl });
});
