// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { compilerUnavailable } from '../../../support/tokens/modules/broken-modules/compile.ts';
import { handOverVault, type HandedOver } from '../../../support/tokens/work/hand-over-vault.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const passphrase = 'a passphrase of four words';
let stick: HandedOver;
let take: ReturnType<typeof pictures>;

const visit = async (name: string) => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};

/** Replaces the vault with one from another computer, which contains consent to load a module. */
test.beforeAll(async () => {
  test.skip(compilerUnavailable() !== null, compilerUnavailable() ?? '');
  test.setTimeout(180_000);
  take = pictures('screens-handed-over');
  stick = handOverVault(path.join(shared.folder, 'stick'));
  const home = path.join(shared.folder, 'their home');
  mkdirSync(home);
  const authority = testAuthority(shared.folder);
  const secret = path.join(shared.folder, 'passphrase');
  writeFileSync(secret, passphrase);
  const profile = path.join(shared.folder, 'profile.json');
  writeFileSync(profile, JSON.stringify({ name: '机构', protocol: 'manual', url: 'https://ca.example.com/' }));
  const opened = ['--passphrase-file', secret];
  for (const words of [
    ['vault', 'init', ...opened],
    ['anchors', 'add', authority.certificate, '--yes', ...opened],
    ['profiles', 'import', profile],
    ['profiles', 'confirm', '机构', '--host', 'ca.example.com', ...opened],
  ]) {
    const { json } = await runCli([...words, '--json', '--vault', stick.folder], { environment: { HOME: home } });
    expect(json?.error, words.join(' ')).toBeUndefined();
  }
  await shared.close();
  cpSync(stick.folder, shared.dataFolder, { recursive: true });
  await shared.restart();
});
test.beforeEach(() => test.setTimeout(120_000));

test('[T11] a module with consent only from a copied vault folder is not loaded, and the file is named', async () => {
  const { page, shell } = shared.pages;
  await shell.goTo('tokens');
  await value(page, 'tokens.list', { refresh: true });
  expect(existsSync(stick.marker)).toBe(false);
  await expect(page.getByRole('main')).toContainText(path.join(shared.dataFolder, 'tokens.sqlite'));
  const { modules } = (await value(page, 'tokens.modules', { refresh: true })) as { modules: { path: string }[] };
  expect(modules.map((each) => each.path)).not.toContain(stick.module);
  await visit('tokens file ignored');
});

test('[K07] [V04] [E01] anchors and profiles of a vault from elsewhere count once they are accepted', async () => {
  const { page, words } = shared.pages;
  const counts = async () => {
    const { anchors } = (await value(page, 'anchors.list', {})) as { anchors: { trusted: boolean }[] };
    const { profiles } = (await value(page, 'profiles.list', {})) as { profiles: { confirmedAt: string | null }[] };
    return [anchors.map(({ trusted }) => trusted), profiles.map(({ confirmedAt }) => confirmedAt !== null)];
  };
  expect(await counts()).toEqual([[false], [false]]);
  const banner = page.getByRole('region', { name: words.banner.elsewhereTitle, exact: true });
  await expect(banner).toContainText('2');
  await visit('vault from elsewhere');
  await banner.getByRole('button', { name: words.banner.elsewhereReview }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('ca.example.com');
  await expect(dialog).toContainText(/[0-9a-f]{64}/);
  await visit('vault from elsewhere, what it trusts');
  await dialog.getByRole('button', { name: words.common.cancel, exact: true }).click();
  expect(await counts()).toEqual([[false], [false]]);
  await banner.getByRole('button', { name: words.banner.elsewhereReview }).click();
  await dialog.getByRole('button', { name: words.banner.elsewhereAccept }).click();
  await expect(banner).toHaveCount(0);
  expect(await counts()).toEqual([[true], [true]]);
});
