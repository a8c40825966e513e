// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startChromiumApp } from '../../../main/chromium.ts';
import { chromiumPerson } from '../../e2e/support/people/chromium-person.ts';
import { appPages } from '../../e2e/pages/app-pages.ts';

/**
 * On a vault unlocked by the OS store, sets a passphrase, removes the OS store and adds it again in Settings. Prints
 * the kinds of protectors before and after each step as one JSON line. Arguments: data folder, screenshot folder.
 */
const [dataFolder = '', pictures = ''] = process.argv.slice(2);
const passphrase = 'window 主密码 4711';
const entry = path.resolve(import.meta.dirname, '../../../dist/main/chromium.mjs');
const { startChromiumApp: start } = (await import(pathToFileURL(entry).href)) as {
  startChromiumApp: typeof startChromiumApp;
};
writeFileSync(path.join(dataFolder, 'settings.json'), JSON.stringify({ language: 'en' }));
const app = await start({ dataFolder, headless: true, files: [] });
if (app === null) throw new Error('another app runs on this data folder');
const { page } = app;
// Agrees to everything the host asks.
chromiumPerson(app.host, await page.context().newCDPSession(page));
page.setDefaultTimeout(20_000);
const { shell, security, words } = appPages(page, 'en');

async function kinds(): Promise<string[]> {
  const status = await page.evaluate(() =>
    (window as unknown as { certsteward: { invoke(request: object): Promise<unknown> } }).certsteward.invoke({
      call: 'vault.status',
      input: {},
    }),
  );
  const { protectors } = (status as { value: { protectors: { kind: string }[] } }).value;
  return protectors.map(({ kind }) => kind).toSorted();
}

const seen = [await kinds()];
await shell.goTo('settings');
await security.button('setPassphrase').click();
await security.typeNew(security.dialog('setPassphrase'), passphrase);
await security.submit(security.dialog('setPassphrase')).click();
await security.button('changePassphrase').waitFor();
seen.push(await kinds());

await security.button('removeOsStore').click();
const removing = security.dialog('removeOsStore');
await removing.getByLabel(words.vault.passphrase, { exact: true }).fill(passphrase);
await page.screenshot({ path: path.join(pictures, 'remove-os-store.png') });
await security.submit(removing).click();
await security.done(removing).click();
seen.push(await kinds());

await security.button('addOsStore').click();
await security.button('removeOsStore').waitFor();
await page.screenshot({ path: path.join(pictures, 'os-store-added.png') });
seen.push(await kinds());
console.log(JSON.stringify(seen));
await app.close();
// Exit explicitly, because Playwright's pipe keeps the event loop alive.
process.exit(0);
