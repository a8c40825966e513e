// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import type { PageWindow } from '../support/apps/page-window.ts';

const info = { call: 'app.info', input: {} };

test('the window opens, and one call runs through preload, transport and router', async ({ app: { page, host } }) => {
  expect(await page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), info)).toMatchObject({
    ok: true,
    value: { host: host === 'chromium' ? 'chromium' : 'electron' },
  });
});

test('the bridge survives a reload', async ({ app: { page } }) => {
  await page.reload();
  expect(await page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), info)).toMatchObject({
    ok: true,
  });
});

test('[U04] files chosen in the dialog become drafts; a closed dialog gives none', async ({ app, dataFolder }) => {
  const file = path.join(dataFolder, '张三.pfx');
  writeFileSync(file, 'x');
  const choose = () =>
    app.page.evaluate(() => (window as PageWindow).certsteward.invoke({ call: 'imports.choose', input: {} }));
  await app.answerOpenDialog([file]);
  expect(await choose()).toMatchObject({
    ok: true,
    value: { files: [{ draftId: expect.any(String), fileName: expect.any(String) }] },
  });
  await app.answerOpenDialog([]);
  expect(await choose()).toEqual({ ok: true, value: { files: [] } });
});

test('[U09] a file passed at the start is shown as if it had been chosen', async ({ openApp, dataFolder }) => {
  const file = path.join(dataFolder, '张三.pfx');
  writeFileSync(file, 'x');
  const { page } = await openApp([file]);
  await expect(page.getByText(/t a certificate file|不是证书文件/).first()).toBeVisible();
});

test('events reach the page', async ({ app: { page } }) => {
  const heard = await page.evaluate(async () => {
    const event = new Promise((resolve) => void (window as PageWindow).certsteward.on('settings.changed', resolve));
    await (window as PageWindow).certsteward.invoke({ call: 'settings.change', input: { theme: 'dark' } });
    return event;
  });
  expect(heard).toEqual({});
});

test('[U09] the size of the window is remembered', async ({ openApp, dataFolder, hostKind }) => {
  test.skip(hostKind !== 'chromium', 'Electron: placement is unit-tested; Playwright cannot resize its window');
  const first = await openApp();
  const session = await first.page.context().newCDPSession(first.page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width: 1010, height: 707 } });
  const settingsFile = path.join(dataFolder, 'settings.json');
  await expect.poll(() => read(settingsFile)).toContain('1010');
  await first.close();
  const second = await openApp();
  expect(await second.page.evaluate(() => [outerWidth, outerHeight])).toEqual([1010, 707]);
});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

test('[X07] the window comes back after a crash of its page', async ({ app, hostKind }) => {
  test.skip(hostKind !== 'chromium', 'Electron: the policy is unit-tested');
  const crashed = app.page;
  const session = await crashed.context().newCDPSession(crashed);
  session.send('Page.crash').catch(() => undefined);
  await expect.poll(() => app.page !== crashed).toBe(true);
  await app.page.waitForFunction(() => 'certsteward' in window);
  expect(await app.page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), info)).toMatchObject({
    ok: true,
  });
});

test('[X01] the window returns from about:blank to the app', async ({ app, hostKind }) => {
  test.skip(hostKind !== 'chromium', 'Electron refuses it before (tests/unit/hosts/navigation.test.ts)');
  await app.page.evaluate(() => void setTimeout(() => location.assign('about:blank'), 0));
  await app.page.waitForURL('about:blank');
  await app.page.waitForURL('https://app.invalid/');
  expect(await app.page.evaluate((request) => (window as PageWindow).certsteward.invoke(request), info)).toMatchObject({
    ok: true,
  });
});
