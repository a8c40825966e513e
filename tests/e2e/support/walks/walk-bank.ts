// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BankCustomer } from '../../../support/bank/bank-customer.ts';
import type { Bank } from '../../../support/bank/bank-server.ts';
import type { PersonHome } from '../people/person-home.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { walkInstall } from './walk-install.ts';
import { personAt } from '../people/person.ts';
import { choose } from '../checks/choose.ts';

type Visit = (name: string) => Promise<void>;

export interface AtTheBank {
  readonly shared: SharedApp;
  readonly bank: Bank;
  readonly person: PersonHome;
  readonly customer: BankCustomer;
  readonly visit: Visit;
}

export const filePassword = '证书文件的密码 1126';
export const bankFile = '示例银行证书.pfx';

/** Imports the bank's profile and confirms it by typing its host. */
export async function takeBankProfile({ shared, bank, visit }: AtTheBank): Promise<void> {
  const { pages, folder } = shared;
  const { page, words, shell, enrolling } = pages;
  const file = path.join(folder, 'bank.json');
  writeFileSync(file, JSON.stringify(bank.profile));
  await shell.goTo('enrolment');
  await enrolling.addProfile.click();
  await personAt(page).openFiles([file]);
  await enrolling.button(words.enrolment.add.choose).click();
  await enrolling.profile(bank.profile.name).getByText(words.enrolment.unverified).waitFor();
  await enrolling.act(enrolling.profile(bank.profile.name), 'confirm').click();
  await page.keyboard.type('localhost');
  await page.keyboard.press('Enter');
  await enrolling.profile(bank.profile.name).getByText(words.enrolment.verified, { exact: true }).waitFor();
  await visit('bank, confirmed');
}

/** From 申请证书 to the bank's page in the person's browser. Returns the page's address. */
export async function applyAtBank({ shared, bank, person, visit }: AtTheBank): Promise<string> {
  const { enrolling, guiding } = shared.pages;
  await enrolling.apply.click();
  await choose(enrolling.dialog.getByRole('radio', { name: bank.profile.name }));
  await enrolling.next.click();
  await guiding.tick('ready');
  await guiding.watch.waitFor();
  await visit('bank, guide');
  await guiding.watch.click();
  await guiding.watching(person.downloads).waitFor();
  await visit('bank, watching downloads');
  await guiding.openAddress.click();
  return await person.openedAddress();
}

/** Imports the received file. `passphrase` is for a new vault. Leaves the last page open. */
export async function importFromBank(
  { shared, visit }: AtTheBank,
  name: string,
  passphrase: string | null,
): Promise<void> {
  const { importing, guiding } = shared.pages;
  await guiding.file(name).waitFor();
  await visit('bank, file came');
  await guiding.importOf(name).click();
  await importing.password.waitFor();
  await visit('bank, password of the file');
  await importing.openWith(filePassword);
  await importing.commit.click();
  if (passphrase !== null) await importing.protectWith(passphrase);
  await importing.done.waitFor();
  await visit('bank, imported');
}

/** 安装到浏览器 -> 测试, from the last page of the import. */
export async function installFromImport({ shared, visit }: AtTheBank): Promise<void> {
  const { importing, words } = shared.pages;
  await importing.dialog.getByRole('button', { name: words.install.action, exact: true }).click();
  await walkInstall(shared.pages);
  await visit('bank, installed and tested');
}

/** In the browser, installs the renewed certificate, tests it and removes the old one. */
export async function replaceOld({ shared, visit }: AtTheBank, unlock: () => Promise<void>): Promise<void> {
  const { page, words } = shared.pages;
  const { renewal } = words;
  const dialog = page.getByRole('dialog').last();
  await dialog.getByRole('button', { name: renewal.left.action, exact: true }).click();
  await dialog.getByRole('button', { name: renewal.places.go, exact: true }).click();
  await unlock();
  await dialog.getByText(renewal.done.all).waitFor();
  await visit('bank, the new one is where the old one was');
}
