// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import type { IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { activate, tabTo, watchPointer } from '../../support/people/keyboard.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeStoreHome } from '../../support/data/store-home.ts';
import { inAttic, makeLostCertificate, walkStolen } from '../../support/walks/walk-losses.ts';
import { walkLostAndFound } from '../../support/walks/walk-lost-and-found.ts';
import { choose } from '../../support/checks/choose.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';

const listed = makeStoreHome();
const shared = shareApp('en', { theme: 'light' });
let take: ReturnType<typeof pictures>;
let own: IdentityFiles & { readonly attic: string };

async function look(name: string): Promise<void> {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
}

const view = async () => await value(shared.app.page, 'losses.view', { sha256: own.sha256, profileId: null });

test.beforeAll(() => {
  take = pictures('lost');
});
test.beforeEach(() => test.setTimeout(300_000));

test('[E08] [D01] [D03] [U02] a certificate reported lost is found on the disk, recognised and restored', async () => {
  const { pages } = shared;
  own = await makeLostCertificate(shared);
  await walkLostAndFound(pages, inAttic(own.attic), look);
  await pages.page.keyboard.press('Escape');
  const { certificates } = (await value(pages.page, 'vault.status', {})) as { certificates: number };
  expect(certificates).toBe(2);
  const detail = await value(pages.page, 'certificates.detail', { sha256: own.sha256 });
  expect(detail).toMatchObject({ hasPrivateKey: true, loss: { kind: 'lost' } });
});

test('[E08] [S07] [U02] a theft report saves a contact sheet and cleans the certificate from the browser', async () => {
  expect(listed()).toContain('王丽丽');
  await walkStolen(shared, look);
  expect(listed()).not.toContain('王丽丽');
  const sheet = readFileSync(path.join(shared.folder, 'sheet.txt'), 'utf8');
  expect(sheet).toContain('+86 10 0000 0000');
  expect(sheet).toContain('key compromise');
  expect(await view()).toMatchObject({
    loss: { kind: 'stolen', done: ['notified', 'cleaned'] },
    sheet: { authority: { protocol: 'web' } },
  });
});

test('[E08] [E03] a replacement request keeps the old names, and its certificate links to the old one', async () => {
  const { pages, folder } = shared;
  const { page, words, losing, enrolling } = pages;
  await losing.notice('goOn').click();
  await losing.button(words.losses.replace.apply).click();
  await choose(enrolling.dialog.getByRole('radio', { name: '示例机构' }));
  await enrolling.next.click();
  await enrolling.next.click();
  await enrolling.checkBefore();
  const fields = await enrolling.dialog.getByRole('textbox').all();
  expect(await Promise.all(fields.map((field) => field.inputValue()))).toEqual(['王丽丽', '示例公司', 'CN']);
  await look('stolen, apply again');
  await enrolling.make.click();
  await enrolling.made.waitFor();
  await enrolling.button(words.common.done).click();
  const { requests } = (await value(page, 'requests.list', {})) as { requests: { id: string; renews: string }[] };
  expect(requests).toMatchObject([{ purpose: 'replace', renews: own.sha256, state: 'pending' }]);
  expect(await view()).toMatchObject({ isAskedFor: true, successor: null, loss: { replaced: false } });
  const csr = path.join(folder, 'again.csr');
  writeFileSync(csr, String((await value(page, 'requests.pem', { id: requests[0]?.id }))['pem']));
  await enrolling.act(enrolling.request('王丽丽'), 'reply').click();
  await shared.app.answerOpenDialog([testAuthority(folder).issue(csr, 'again')]);
  await enrolling.button(words.enrolment.answer.choose).click();
  await enrolling.taken.waitFor();
  await enrolling.button(words.common.done).click();
  expect(await view()).toMatchObject({ isAskedFor: false, successor: expect.any(String), loss: { replaced: true } });
  await pages.shell.goTo('certificates');
  await expect(page.getByRole('gridcell').filter({ hasText: words.losses.mark.stolen })).toHaveCount(1);
});

test('[E08] [U02] the loss of a computer takes one report, with a contact sheet for each CA', async () => {
  const { pages, folder } = shared;
  const { page, words, shell, losing } = pages;
  const { successor } = (await view()) as { successor: string };
  await shell.goTo('enrolment');
  await losing.open.click();
  const both = losing.dialog.getByRole('checkbox', { name: '王丽丽' });
  await expect(both).toHaveCount(2);
  for (const each of await both.all()) await choose(each);
  await look('computer, which');
  await losing.next.click();
  await choose(losing.kind('lost'));
  await losing.report.click();
  // The first CA was notified earlier.
  const told = losing.dialog.getByRole('checkbox', { name: words.losses.authority.notified, checked: true });
  await expect(told).toHaveCount(1);
  const first = losing.dialog.getByRole('group').first();
  await losing.dialog.getByRole('checkbox', { name: words.losses.authority.notified, checked: false }).press('Space');
  await expect(told).toHaveCount(2);
  await look('computer, authorities');
  await first.getByRole('button', { name: words.losses.authority.save }).click();
  await choosePlace(losing.dialog, words, path.join(folder, 'computer.txt'));
  await first.getByRole('button', { name: words.common.save, exact: true }).click();
  await losing.dialog.getByText(words.losses.authority.saved).waitFor();
  const sheet = readFileSync(path.join(folder, 'computer.txt'), 'utf8');
  expect([sheet.includes(own.sha256), sheet.includes(successor)]).toEqual([true, false]);
  await losing.next.click();
  await losing.at('end').waitFor();
  await look('computer, summary');
  await losing.dialog
    .getByRole('button', { name: /^Continue with 王丽丽/ })
    .first()
    .click();
  await expect(losing.dialog.getByText(words.losses.many.end)).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect(await view()).toMatchObject({ loss: { kind: 'stolen' } });
  const added = await value(page, 'losses.view', { sha256: successor, profileId: null });
  expect(added).toMatchObject({ loss: { kind: 'lost' } });
});

test('[E08] [U02] a loss is reported and taken back by keyboard alone', async () => {
  const { pages } = shared;
  const { page, words, shell, losing } = pages;
  await shell.goTo('enrolment');
  const pointerUses = await watchPointer(page);
  await activate(page, losing.open);
  await tabTo(page, losing.dialog.getByRole('searchbox'));
  await page.keyboard.type('示例银行');
  await expect(losing.dialog.getByRole('checkbox')).toHaveCount(1);
  await tabTo(page, losing.dialog.getByRole('checkbox').first());
  await page.keyboard.press('Space');
  await activate(page, losing.next);
  await losing.at('what').waitFor();
  await activate(page, losing.next);
  await losing.at('copies').or(losing.at('authority')).waitFor();
  for (let step = 0; step < 4; step += 1) await activate(page, losing.next);
  await losing.at('end').waitFor();
  await activate(page, losing.button(words.losses.end.foundAgain));
  await expect(losing.dialog).toHaveCount(0);
  expect(await pointerUses()).toBe(0);
  expect(await view()).toMatchObject({ loss: null });
});
