import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.ts';
import { value } from '../support/in-page.ts';
import { walkManyCertificates } from '../support/list-screens.ts';
import { walkCertificates, walkFirstImport, walkRooms } from '../support/screens.ts';
import { shareApp } from '../support/shared-app.ts';
import { walkSecurity } from '../support/walk-security.ts';

const shared = shareApp('zh-CN', { theme: 'light' });

/** Otherwise it collects its results in a second window, and the app keeps no second window. */
const axe = () => new AxeBuilder({ page: shared.app.page }).setLegacyMode(true);

/** Every rule that axe has, best practices included; what depends on the theme in both. */
async function check(name: string): Promise<void> {
  const { page } = shared.app;
  for (const theme of ['dark', 'light'] as const) {
    await value(page, 'settings.change', { theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    // Colours that fade in are measured when they have arrived.
    await page.evaluate(() => {
      const ending = document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
      return Promise.allSettled(ending.map((animation) => animation.finished)).then(() => undefined);
    });
    // Names, roles and structure are the same in both themes: colours are not.
    const { violations } = await (theme === 'dark' ? axe().withRules(['color-contrast']) : axe()).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    expect.soft(found, `${name}, ${theme}`).toEqual([]);
  }
}

test.beforeEach(() => test.setTimeout(240_000));

test('[U02] axe finds nothing in the first import and the recovery code', () => walkFirstImport(shared, check));
test('[U02] axe finds nothing in list, detail, export and unlocking', () => walkCertificates(shared, check));
test('[U02] [L06] axe finds nothing in groups, selection, deleting and Recently deleted', () =>
  walkManyCertificates(shared, check));
test('[U02] axe finds nothing in the other rooms, settings and large text', () => walkRooms(shared, check));
test('[U02] axe finds nothing in security, activity log and lost passphrase', () => walkSecurity(shared, check));

test('[U02] a violation would be seen', async () => {
  const { page } = shared.app;
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  const { violations } = await axe().analyze();
  expect(violations.map(({ id }) => id)).toContain('button-name');
});
