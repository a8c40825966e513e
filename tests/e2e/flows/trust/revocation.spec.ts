// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { missingTools, PeerFolder } from '../../../support/formats/peer-tools.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { freePort, startResponder } from '../../../support/x509/answer-servers.ts';
import { OpensslAuthority } from '../../../support/x509/openssl-authority.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });

test('[V02] [L01] a revocation check shows its address, needs consent and stays in the detail', async () => {
  test.skip(missingTools('openssl').length > 0, 'openssl missing');
  const folder = new PeerFolder();
  const root = new OpensslAuthority(folder, 'root');
  const port = await freePort();
  const { file } = root.issue('spent', [`authorityInfoAccess=OCSP;URI:http://127.0.0.1:${port}/`], 'revoked');
  const responder = await startResponder(root, port);
  try {
    const { page, list, words } = shared.pages;
    await importByCalls(page, file, null);
    const sha256 = createHash('sha256').update(root.certificate.der).digest('hex');
    const argv = ['anchors', 'add', root.certificate.file, '--fingerprint', sha256, '--vault', shared.dataFolder];
    expect(await runCli([...argv, '--json'])).toMatchObject({ code: 0 });
    await list.row('spent').click();
    await page.getByText(words.revocation.line.none).waitFor();
    await page.getByRole('button', { name: words.revocation.checkOf }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`127.0.0.1:${port}`, { exact: true })).toBeVisible();
    await expect(dialog.getByText(words.revocation.plain)).toBeVisible();
    await dialog.getByRole('button', { name: words.revocation.ask }).click();
    // Private addresses need separate confirmation.
    await dialog.getByRole('button', { name: words.revocation.private }).click();
    await expect(dialog.getByText(/spent: revoked on .*its key was compromised/)).toBeVisible();
    await dialog.getByRole('button', { name: words.common.done }).click();
    await expect(page.getByText(/^Revoked on .*its key was compromised$/)).toBeVisible();
    await expect(list.row('spent').getByText(words.status.revoked)).toBeVisible();
  } finally {
    await responder.stop();
    folder.remove();
  }
});
