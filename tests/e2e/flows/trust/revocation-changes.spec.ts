// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { startAnswerServer } from '../../../support/x509/answer-servers.ts';
import { OpensslAuthority } from '../../../support/x509/openssl-authority.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const take = pictures('revocation-changes');

test('[V02] a further address named by a downloaded CRL is shown and needs its own consent', async () => {
  test.skip(missingTools('openssl').length > 0, 'openssl missing');
  const folder = new PeerFolder();
  const served = new Map<string, Uint8Array>();
  const server = await startAnswerServer(({ url = '' }, response) => void response.end(served.get(url)));
  const root = new OpensslAuthority(folder, 'root');
  const leaf = root.issue('held', [`crlDistributionPoints=URI:${server.origin}/base.crl`]);
  served.set('/base.crl', root.crl({ extensions: [`freshestCRL=URI:${server.origin}/delta.crl`] }));
  root.revoke(leaf, 'certificateHold');
  served.set('/delta.crl', root.crl({ number: '1001', base: '1000', days: 1 }));
  try {
    const { page, list, words } = shared.pages;
    const said = words.revocation;
    await importByCalls(page, leaf.file, null);
    const sha256 = createHash('sha256').update(root.certificate.der).digest('hex');
    const argv = ['anchors', 'add', root.certificate.file, '--fingerprint', sha256, '--vault', shared.dataFolder];
    expect(await runCli([...argv, '--json'])).toMatchObject({ code: 0 });
    await list.row('held').click();
    await page.getByRole('button', { name: said.checkOf }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`${server.origin}/base.crl`)).toBeVisible();
    await expect(dialog.getByText(`${server.origin}/delta.crl`)).toHaveCount(0);
    await dialog.getByRole('button', { name: said.ask }).click();
    // Private addresses need separate confirmation.
    await dialog.getByRole('button', { name: said.private }).click();

    await expect(dialog.getByText(said.leadChanges)).toBeVisible();
    await expect(dialog.getByText(`${server.origin}/delta.crl`)).toBeVisible();
    await expect(dialog.getByText(`${server.origin}/base.crl`)).toHaveCount(0);
    expect(server.requests).toEqual(['GET /base.crl']);
    await take(page, 'second consent');
    await axeCheck(page, 'revocation, second consent');
    await page.keyboard.press('Shift+Tab');
    await expect(dialog.getByRole('button', { name: said.skip })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(said.result.before, { exact: true })).toBeVisible();
    await expect(dialog.getByText(said.skipped)).toBeVisible();
    await take(page, 'without the changes');
    await axeCheck(page, 'revocation, without the changes');
    expect(server.requests).toEqual(['GET /base.crl']);

    // The base CRL is stored now, so the first question names the delta CRL.
    await dialog.getByRole('button', { name: said.again }).click();
    await expect(dialog.getByText(`${server.origin}/delta.crl`)).toBeVisible();
    await dialog.getByRole('button', { name: said.ask }).click();
    await expect(dialog.getByText(/held: on hold since/)).toBeVisible();
    await take(page, 'on hold since');
    expect(server.requests).toEqual(['GET /base.crl', 'GET /delta.crl']);
    await dialog.getByRole('button', { name: words.common.done }).click();
    await expect(list.row('held').getByText(words.status.revoked)).toBeVisible();
  } finally {
    await server.close();
    folder.remove();
  }
});
