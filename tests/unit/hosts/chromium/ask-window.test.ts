// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { createAskWindow } from '../../../../main/hosts/chromium/ask/ask-window.ts';
import type { AskPage } from '../../../../main/hosts/chromium/ask/ask-page.ts';

const close = vi.hoisted(() => vi.fn<() => Promise<void>>(async () => undefined));
vi.mock('../../../../main/hosts/chromium/profile.ts', () => ({ prepareProfile: (folder: string) => folder }));
vi.mock('../../../../main/hosts/chromium/launch.ts', () => ({
  launchBrowser: async () => ({
    once: () => undefined,
    route: async () => Promise.reject(new Error('the browser is gone')),
    close,
  }),
}));

test('[X11] closes the browser of a question that cannot be shown', async () => {
  const window = createAskWindow({ executablePath: '/chromium', headless: true });
  await expect(window.ask({} as AskPage)).rejects.toThrow('the browser is gone');
  expect(close).toHaveBeenCalledTimes(1);
});
