// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { inPageTask } from '../support/apps/page-task.ts';
import type { PageWindow } from '../support/apps/page-window.ts';

const canary = 'Canary-7c1e94-Kanarienvogel';

/** UTF-8 and UTF-16, the encodings in Chromium's databases and logs. */
function holdsCanary(file: string): boolean {
  const bytes = readFileSync(file);
  return [Buffer.from(canary, 'utf8'), Buffer.from(canary, 'utf16le')].some((form) => bytes.includes(form));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('[X04] a passphrase that was typed and sent is in no file of the browser', async ({ app, dataFolder }) => {
  const { page } = app;
  const answer = await page.evaluate(
    (passphrase) => (window as PageWindow).certsteward.invoke({ call: 'vault.setPassphrase', input: { passphrase } }),
    canary,
  );
  expect(answer).toHaveProperty('ok');
  // What browsers offer to save: a user name and password in a submitted form.
  await inPageTask(page, () => {
    const form = document.createElement('form');
    for (const [type, name] of [
      ['text', 'username'],
      ['password', 'password'],
    ] as const) {
      const field = document.createElement('input');
      field.type = type;
      field.name = name;
      field.setAttribute('aria-label', `canary ${name}`);
      form.append(field);
    }
    document.body.replaceChildren(form);
  });
  await page.getByLabel('canary username').fill('zhangsan');
  await page.getByLabel('canary password').click();
  await page.keyboard.type(canary);
  await page.keyboard.press('Enter');
  await app.close();
  const files = filesBelow(dataFolder);
  expect(files.some((file) => path.basename(file) === 'Login Data')).toBe(app.host === 'chromium');
  expect(files.filter(holdsCanary)).toEqual([]);
});
