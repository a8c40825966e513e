// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { importFile } from '../pages/tasks.ts';
import { expect, test } from '../support/fixtures.ts';
import { publicKeyInPkcs12, publicKeyOfCertificate } from '../support/apps/reopen.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = '我的主密码 long enough';
const shared = shareApp('en');
let zhang: IdentityFiles;

/** The CLI on the window's data folder while the window is open. */
function cli(args: readonly string[], stdin = '') {
  return runCli([...args, '--vault', shared.dataFolder, '--json'], { stdin });
}

test('[A01] [K02] a vault made in the window opens on the command line, while the window is open', async () => {
  zhang = makeIdentityFiles(shared.folder, '张三', { subject: '/CN=张三/O=测试银行', days: 500 });
  await importFile(shared.app, shared.pages, { file: zhang.p12, password: zhang.password }, passphrase);
  const list = await cli(['list']);
  expect(list.json?.value.certificates).toMatchObject([{ sha256: zhang.sha256, hasPrivateKey: true }]);
  const wrong = await cli(['vault', 'unlock', '--passphrase-stdin'], 'not the passphrase');
  expect({ exitCode: wrong.code, error: wrong.json?.error?.code }).toEqual({ exitCode: 3, error: 'wrong-secret' });
  const out = path.join(shared.folder, 'cli.p12');
  const secrets = ['--passphrase-stdin', '--password-file', path.join(shared.folder, '张三.password')];
  const written = await cli(['export', zhang.sha256, '--format', 'p12', '-o', out, ...secrets], `${passphrase}\n`);
  expect(written.code, written.stdout).toBe(0);
  expect(publicKeyInPkcs12(out, zhang.password, false)).toBe(publicKeyOfCertificate(zhang.certificate));
});

test('[A01] a label set on the command line appears in the window by itself', async () => {
  const { list, detail } = shared.pages;
  await list.row('张三').click();
  await expect(detail.heading('张三')).toBeVisible();
  expect((await cli(['set', zhang.sha256, '--label', '工资卡'])).code).toBe(0);
  await expect(list.row('工资卡')).toBeVisible();
  await expect(detail.heading('工资卡')).toBeVisible();
});

test('[A01] a certificate imported on the command line appears in the window by itself', async () => {
  const { list } = shared.pages;
  const li = makeIdentityFiles(shared.folder, 'li', { subject: '/CN=Li Si', days: 500 });
  const imported = await cli(['import', li.p12, '--password-stdin'], li.password);
  expect(imported.code, imported.stdout).toBe(0);
  await expect(list.row('Li Si')).toBeVisible();
});

test('[A01] [K06] the command line reads a note written in the window', async () => {
  const { list, detail } = shared.pages;
  await list.row('Li Si').click();
  await detail.heading('Li Si').waitFor();
  await detail.choose('describe');
  await detail.field('note').fill('window 3');
  await detail.save.click();
  await expect(detail.describing).toHaveCount(0);
  const locked = await cli(['show', 'label:工资卡']);
  expect(locked.json?.value.certificate).toMatchObject({ displayName: '工资卡' });
  const notes = await cli(['list', '--search', 'Li Si']);
  const [found] = (notes.json?.value.certificates ?? []) as { sha256: string }[];
  const open = await cli(['show', found?.sha256 ?? '', '--passphrase-stdin'], passphrase);
  expect(open.json?.value.certificate).toMatchObject({ note: 'window 3', noteLocked: false });
});

test('[K08] vault verify reports a clean vault while the window is open', async () => {
  const verified = await cli(['vault', 'verify', '--passphrase-stdin'], passphrase);
  expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: 2, certificates: 2 });
});
