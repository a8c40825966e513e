// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startConformance } from '../../conformance/start-conformance.ts';
import { startInChromium } from '../support/apps/chromium-app.ts';
import { expect, test } from '../support/fixtures.ts';
import { call, value } from '../support/apps/in-page.ts';

/** Wiring of Electron's entry that unit tests don't cover. */
test('[U09] starting on a vault open in the other host hands the file over and opens no window', async ({
  dataFolder,
}) => {
  const first = await startInChromium(dataFolder);
  const file = path.join(dataFolder, '张三.pfx');
  writeFileSync(file, 'x');
  const second = await startConformance({ dataFolder, files: [file] });
  expect(second.windows.all.map(() => 'a window')).toEqual([]);
  expect(await second.app.exited).toBe(0);
  await expect(first.page.getByText(/t a certificate file|不是证书文件/).first()).toBeVisible();
  await first.close();
});

test('[U09] a failed start is reported in a system dialog', async ({ dataFolder }) => {
  // Occupies the path of the instance socket.
  mkdirSync(path.join(dataFolder, 'instance.sock', 'x'), { recursive: true });
  const { app, dialogs, windows } = await startConformance({ dataFolder });
  expect(await app.exited).toBe(1);
  expect(dialogs.errors).toEqual(['CertSteward 证书管家: 证书管家无法启动。\nCertSteward could not start.']);
  expect(windows.all.map(() => 'a window')).toEqual([]);
});

test('[U09] a hidden window comes back when the icon in the Dock is clicked', async ({ dataFolder }) => {
  const { app, windows } = await startConformance({ dataFolder });
  const [window] = windows.open;
  window?.hide();
  app.emit('activate');
  expect(window?.isVisible()).toBe(true);
  app.quit();
  await app.exited;
  await windows.pagesClosed();
});

test('[K03] the vault locks by the clock on Linux, where the system reports no idle time', async ({ dataFolder }) => {
  const { app, power, windows } = await startConformance({ dataFolder });
  expect(power.getSystemIdleTime()).toBe(0);
  const page = windows.all[0]?.shownPage?.page;
  if (page === undefined) throw new Error('no window');
  await value(page, 'vault.setPassphrase', { passphrase: '我的主密码 long enough' });
  expect(await value(page, 'vault.status', {})).toMatchObject({ state: 'unlocked' });
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  await call(page, 'app.info', {}).finally(() => (Date.now = now));
  expect(await value(page, 'vault.status', {})).toMatchObject({ state: 'locked' });
  app.quit();
  await app.exited;
  await windows.pagesClosed();
});
