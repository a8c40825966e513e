// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startChromiumApp } from '../../../main/chromium.ts';

/**
 * Opens the app in the Chromium host, imports one PKCS#12 file through the page, prints the vault's status and its text
 * in the footer as one JSON line, and exits. Arguments: data folder, file, password file.
 */
const [dataFolder = '', file = '', passwordFile = ''] = process.argv.slice(2);
const entry = path.resolve(import.meta.dirname, '../../../dist/main/chromium.mjs');
const { startChromiumApp: start } = (await import(pathToFileURL(entry).href)) as {
  startChromiumApp: typeof startChromiumApp;
};
const app = await start({ dataFolder, headless: true, files: [file] });
if (app === null) throw new Error('another app runs on this data folder');
const { page } = app;
await page.locator('[role=dialog] input[type=password]').fill(readFileSync(passwordFile, 'utf8'));
await page.locator('[role=dialog] [type=submit]').click();
await page.locator('[role=dialog] input[type=password]').waitFor({ state: 'detached' });
// Import only into the vault, because installing in a browser would need confirmation outside the page.
const places = page.locator('[role=dialog] input[type=checkbox]:checked');
while ((await places.count()) > 0) await places.first().uncheck({ force: true });
await page.locator('[role=dialog] button[class*=_primary]').click();
await page.locator('[role=dialog] [role=alert]').waitFor();
const status = await page.evaluate(() =>
  (window as unknown as { certsteward: { invoke(request: object): Promise<unknown> } }).certsteward.invoke({
    call: 'vault.status',
    input: {},
  }),
);
const foot = await page.locator('[data-vault-state]').innerText();
console.log(JSON.stringify({ status, foot }));
await app.close();
// Exit explicitly, because Playwright's pipe keeps the event loop alive.
process.exit(0);
