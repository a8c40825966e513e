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
const take = pictures('missing-issuer');

test('[E06] two missing issuers are fetched in turn, each after consent, and complete the chain', async () => {
  test.skip(missingTools('openssl').length > 0, 'openssl missing');
  const folder = new PeerFolder();
  const served = new Map<string, Uint8Array>();
  const server = await startAnswerServer(({ url = '' }, response) => void response.end(served.get(url)));
  const root = new OpensslAuthority(folder, 'root');
  const upper = new OpensslAuthority(folder, 'upper', root);
  const from = (name: string): string => `authorityInfoAccess=caIssuers;URI:${server.origin}/${name}.cer`;
  const lower = new OpensslAuthority(folder, 'lower', upper, [from('upper')]);
  const { file } = lower.issue('alone', [from('lower')]);
  served.set('/lower.cer', lower.certificate.der);
  served.set('/upper.cer', upper.certificate.der);
  try {
    const { page, list, words } = shared.pages;
    const said = words.revocation;
    await importByCalls(page, file, null);
    const sha256 = createHash('sha256').update(root.certificate.der).digest('hex');
    const argv = ['anchors', 'add', root.certificate.file, '--fingerprint', sha256, '--vault', shared.dataFolder];
    expect(await runCli([...argv, '--json'])).toMatchObject({ code: 0 });
    await list.row('alone').click();
    await page.getByRole('tab', { name: words.detail.tabChain }).click();
    await page.getByRole('button', { name: said.issuers.fetch }).waitFor();
    await take(page, 'chain that breaks');
    await page.getByRole('button', { name: said.issuers.fetch }).click();
    const dialog = page.getByRole('dialog');
    for (const name of ['lower', 'upper']) {
      await expect(dialog.getByText(`${server.origin}/${name}.cer`)).toBeVisible();
      await take(page, `consent ${name}`);
      await axeCheck(page, `missing issuer, consent ${name}`);
      await dialog.getByRole('button', { name: said.fetch, exact: true }).click();
      // Private addresses need separate confirmation.
      await dialog.getByRole('button', { name: said.private }).click();
      await expect(dialog.getByText(new RegExp(`“${name}” was added to the vault`))).toBeVisible();
    }
    await expect(dialog.getByText(said.issuers.complete)).toBeVisible();
    await take(page, 'complete');
    await axeCheck(page, 'missing issuer, complete');
    expect(server.requests).toEqual(['GET /lower.cer', 'GET /upper.cer']);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    const chain = page.getByRole('list', { name: words.detail.tabChain });
    await expect(chain.getByText('upper', { exact: true })).toBeVisible();
    await expect(shared.pages.detail.pane.getByText(words.detail.chainMissing)).toHaveCount(0);
    await take(page, 'chain that is whole');
  } finally {
    await server.close();
    folder.remove();
  }
});
