// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import {
  buildNaming,
  listOf,
  newSigner,
  type ReleaseServer,
  type Signer,
  startReleaseServer,
} from '../../support/updates/release-server.ts';
import { appPages } from '../pages/app-pages.ts';
import type { AppUnderTest } from '../support/apps/app-under-test.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { expect, test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { opener } from '../support/apps/start-app.ts';

const missing = missingTools('openssl', 'minisign');
test.describe.configure({ mode: 'serial' });

test.describe(`[P04] the check for a newer version in the window${skipReason(missing)}`, () => {
  let folder = '';
  let app: AppUnderTest;
  let server: ReleaseServer;
  let makers: Signer;
  const take = pictures('new-version');
  const authorities = getCACertificates('default');

  test.beforeAll(async ({ hostKind }) => {
    test.skip(missing.length > 0, `missing: ${missing.join(', ')}`);
    test.skip(hostKind === 'electron', 'a build of its own');
    folder = mkdtempSync(path.join(tmpdir(), 'cs-version-'));
    makers = newSigner(folder, 'makers');
    server = await startReleaseServer(folder);
    setDefaultCACertificates([...authorities, server.authority]);
    const dist = buildNaming(path.join(folder, 'app'), { address: server.address, keys: [makers.publicKey] });
    const data = path.join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ language: 'en' }));
    app = await opener(hostKind)(data, [], dist);
  });
  test.afterAll(async () => {
    setDefaultCACertificates(authorities);
    // Skipped: nothing was started.
    if (folder === '') return;
    await app.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = (list: object): void => {
    const text = JSON.stringify(list);
    server.publish(text, makers.sign(text));
  };

  test('[P04] [U02] the host is shown before any request, and a click finds the newer version', async () => {
    const { shell, words } = appPages(app.page, 'en');
    publish(listOf());
    await shell.goTo('settings');
    const ask = app.page.getByRole('button', { name: words.settings.checkVersion, exact: true });
    await expect(app.page.getByText(`localhost:${server.port}`)).toBeVisible();
    expect(server.requests).toEqual([]);
    await ask.click();
    const found = app.page
      .getByRole('alert')
      .filter({ hasText: words.settings.newerVersion.replace('{{version}}', '9.1.0') });
    await expect(found).toBeVisible();
    await found.scrollIntoViewIfNeeded();
    await axeCheck(app.page, 'a newer version');
    await take(app.page, 'newer version');
    expect(server.requests).toHaveLength(2);
  });

  test('[P04] distinguishes the newest version, an outdated list and one with an untrusted signature', async () => {
    const { words } = appPages(app.page, 'en');
    const ask = app.page.getByRole('button', { name: words.settings.checkVersion, exact: true });
    publish(listOf({ number: 8, releases: [] }));
    await ask.click();
    await expect(
      app.page.getByRole('alert').filter({ hasText: words.settings.isNewest.replace('{{version}}', '0.1.0') }),
    ).toBeVisible();
    await take(app.page, 'the newest version');
    publish(listOf());
    await ask.click();
    await expect(app.page.locator('[data-error-code="releases-outdated"]')).toBeVisible();
    await take(app.page, 'an old list');
    server.publish('{}', makers.sign('another'));
    await ask.click();
    await expect(app.page.locator('[data-error-code="releases-untrusted"]')).toBeVisible();
    await axeCheck(app.page, 'a list of nobody');
    await take(app.page, 'a list of nobody');
  });
});
