// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { chooseFiles } from '../../pages/tasks.ts';
import { importByCalls, value } from '../apps/in-page.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import type { Visit } from '../checks/screens.ts';
import { issueIdentity } from '../data/certificate-files.ts';
import { expect } from '../fixtures.ts';

const passphrase = '我的主密码 long enough';

/** The overview, from an empty vault to more certificates than it has cards. */
export async function walkOverview(shared: SharedApp, visit: Visit): Promise<void> {
  const { app, pages, folder } = shared;
  const { page, shell, overview, importing, recovery } = pages;
  const authority = makeIdentityFiles(folder, 'bank', {
    subject: '/CN=海川银行个人证书 CA/O=海川银行/C=CN',
    days: 3650,
  });
  const issue = (name: string, subject: string, until: number, from = -340) =>
    issueIdentity(folder, name, { subject, issuer: authority, from, until });
  const laptop = { width: 1366, height: 768 };
  await page.setViewportSize(laptop);

  await page.reload();
  await overview.heading.waitFor();
  await expect(shell.room('overview')).toHaveAttribute('aria-current', 'page');
  await overview.way('file').waitFor();
  await visit('overview, empty');

  await importByCalls(page, issue('tax', '/CN=林晓雯/O=税务与社保/C=CN', 263.4).certificate, null);
  await value(page, 'watched.addCertificate', { sha256: await overview.cards.first().getAttribute('data-card') });
  await overview.calm.waitFor();
  await visit('overview, calm');

  const own = issue('own', '/CN=051@林晓雯@110101199001011234@1/O=海川银行/C=CN', 20.5);
  await page.getByRole('main').getByRole('button', { name: pages.words.overview.import, exact: true }).click();
  await chooseFiles(app, pages, [own.p12]);
  await importing.openWith(own.password);
  await importing.commit.click();
  await importing.protectWith(passphrase);
  await importing.done.click();
  await expect(overview.tasks).toHaveCount(3);
  await visit('overview, code not saved');

  await overview.task('recovery-code').getByRole('button').click();
  await recovery.create.click();
  const code = await recovery.code();
  await recovery.written.click();
  await recovery.typeAsked(code);
  await recovery.confirm.click();
  await recovery.done.click();
  await expect(overview.task('recovery-code')).toHaveCount(0);

  const more = [
    issue('company', '/CN=041@上海云帆贸易有限公司@91310000MA1FL0000X@1/O=远洲银行/C=CN', 2.3),
    issue('vpn', '/CN=Lin Xiaowen/O=Yunfan Corp/C=CN', 45.2),
    issue('over', '/CN=郭子墨/O=海川银行/C=CN', -12.4, -380),
    issue('hostile', '/CN=invoice\u202Egpj.exe, longer than a card is wide/O=Example', 339.2),
  ];
  for (const { p12, password } of more) await importByCalls(page, p12, password);
  await expect(overview.cards).toHaveCount(6);
  await visit('overview, six');
  await page.setViewportSize({ width: 880, height: 700 });
  await visit('overview, narrow');
  await page.setViewportSize(laptop);

  for (const [index, until] of [33.5, 150.5, 155.5].entries()) {
    const { p12, password } = issue(`more-${index}`, `/CN=陈志远 ${index + 1}/O=海川银行/C=CN`, until);
    await importByCalls(page, p12, password);
  }
  await expect(overview.first).toHaveCount(5);
  await visit('overview, many');
}
