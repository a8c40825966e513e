import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { root } from '../support/chromium-app.ts';
import { value } from '../support/in-page.ts';
import { walkManyCertificates } from '../support/list-screens.ts';
import { walkCertificates, walkFirstImport, walkRooms } from '../support/screens.ts';
import { shareApp } from '../support/shared-app.ts';
import { walkSecurity } from '../support/walk-security.ts';

/**
 * A picture of every screen in both languages and both themes, for people to look at: out/screens/. The walk is in
 * English; each picture switches language and theme under the open dialog, which a person can do as well.
 */
const shared = shareApp('en', { theme: 'light' });
const folder = path.join(root, 'out', 'screens');
const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;
let number = 0;

async function picture(name: string): Promise<void> {
  const { page } = shared.app;
  number += 1;
  const file = `${String(number).padStart(2, '0')}-${name.replaceAll(/[^a-z]+/g, '-')}.png`;
  for (const language of languages)
    for (const theme of themes) {
      await value(page, 'settings.change', { language, theme });
      await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
      await page.screenshot({ path: path.join(folder, `${language}-${theme}`, file), animations: 'disabled' });
    }
  await value(page, 'settings.change', { language: 'en', theme: 'light' });
  await page.locator('html[lang="en"][data-theme="light"]').waitFor();
  // Nothing on screen is wider than the window, in any language.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

test.beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const language of languages)
    for (const theme of themes) mkdirSync(path.join(folder, `${language}-${theme}`), { recursive: true });
});
test.beforeEach(() => test.setTimeout(240_000));

test('[U01] [U03] pictures of the first import and the recovery code', () => walkFirstImport(shared, picture));
test('[U01] [U03] pictures of list, detail, export and unlocking', () => walkCertificates(shared, picture));
test('[U01] [U03] [L06] pictures of groups, selection, deleting and Recently deleted', () =>
  walkManyCertificates(shared, picture));
test('[U01] [U03] pictures of the other rooms, settings and large text', () => walkRooms(shared, picture));
test('[U01] [U03] pictures of security, activity log and lost passphrase', () => walkSecurity(shared, picture));
