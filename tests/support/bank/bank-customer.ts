// SPDX-License-Identifier: Apache-2.0
import { openAtHome } from '../stores/browser-login/chromium.ts';
import { bankCodes } from './bank-server.ts';

/** A customer on the bank's page, in a real Chromium with a separate home. */
export interface BankCustomer {
  /** Submits the form and downloads the file, if issued. `code` replaces the valid one. */
  fetch(
    url: string,
    form: {
      readonly purpose: 'apply' | 'renew';
      readonly name: string;
      readonly password: string;
      readonly code?: string;
    },
  ): Promise<void>;
  said(): Promise<string>;
  close(): Promise<void>;
}

const buttons = { apply: '申请证书', renew: '更新证书' } as const;

/** `downloads` also gets unfinished files, under Chromium's temporary names. */
export async function startCustomer(options: {
  readonly home: string;
  readonly serverKeyHash: string;
  readonly downloads: string;
}): Promise<BankCustomer> {
  const context = await openAtHome(options);
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  // Otherwise Playwright would move and rename the file.
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: options.downloads });
  return {
    async fetch(url, { purpose, name, password, code = bankCodes.code }) {
      await page.goto(url);
      await page.getByRole('link', { name: buttons[purpose] }).click();
      await page.getByLabel('姓名').fill(name);
      await page.getByLabel('参考号').fill(bankCodes.reference);
      await page.getByLabel('授权码').fill(code);
      await page.getByLabel('为证书文件设置密码').fill(password);
      await page.getByRole('button', { name: '提交' }).click();
      const download = page.getByRole('link', { name: '下载证书文件' });
      await download.or(page.getByRole('alert')).waitFor();
      if (await download.isVisible()) await download.click();
    },
    said: async () => page.innerText('main'),
    close: async () => context.close(),
  };
}
