// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../launch.ts';
import { prepareProfile } from '../profile.ts';
import { askPage, askPolicy, type AskPage } from './ask-page.ts';

export interface AskWindowOptions {
  readonly executablePath: string;
  readonly headless: boolean;
}

/** Null if busy, cancelled, closed or expired. */
export type AskAnswer = { readonly path: string } | null;

export interface AskWindow {
  ask(page: AskPage): Promise<AskAnswer>;
  onOpened(listener: (page: Page) => void): void;
  close(): Promise<void>;
}

const origin = 'https://confirm.invalid';
const size = { width: 480, height: 320, maximized: false };
/** Earlier clicks may be meant for another window. */
const allowAfterMs = 1000;
const answerMs = 2 * 60 * 1000;

/** Uses a separate browser process and profile, so that the app's page can't reach, cover or move this window. */
export function createAskWindow(options: AskWindowOptions): AskWindow {
  const listeners: ((page: Page) => void)[] = [];
  let isOpen = false;
  let end: (() => void) | null = null;

  async function show(page: AskPage, folder: string): Promise<AskAnswer> {
    const answered = Promise.withResolvers<AskAnswer>();
    end = () => answered.resolve(null);
    const context = await launchBrowser({
      executablePath: options.executablePath,
      profile: prepareProfile(folder),
      headless: options.headless,
      window: size,
      asRoot: process.getuid?.() === 0,
    });
    try {
      return await answerIn(context, page, answered);
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  async function answerIn(
    context: BrowserContext,
    page: AskPage,
    answered: PromiseWithResolvers<AskAnswer>,
  ): Promise<AskAnswer> {
    context.once('close', () => answered.resolve(null));
    let isAllowed = false;
    await context.route('**/*', async (route) => {
      const request = route.request();
      if (request.url() !== `${origin}/`) return await route.abort('blockedbyclient');
      if (request.method() === 'POST') {
        const form = new URLSearchParams(request.postData() ?? '');
        if (form.get('answer') === 'allow' && isAllowed) answered.resolve({ path: form.get('path') ?? '' });
        else if (form.get('answer') === 'cancel') answered.resolve(null);
        return await route.fulfill({ status: 204 });
      }
      return await route.fulfill({
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': askPolicy,
          'cache-control': 'no-store',
        },
        body: askPage(page),
      });
    });
    const window = context.pages()[0] ?? (await context.newPage());
    window.once('close', () => answered.resolve(null));
    await window.goto(`${origin}/`);
    if (page.field !== null) await window.locator('#path').selectText();
    void setTimeout(allowAfterMs)
      .then(
        async () => {
          isAllowed = true;
          await window
            .locator('button[value=allow]')
            .evaluate((button: HTMLButtonElement) => (button.disabled = false));
        },
        () => undefined,
      )
      .catch(() => undefined);
    const tooLate = setTimeout(answerMs, null, { ref: false });
    for (const listener of listeners) listener(window);
    return await Promise.race([answered.promise, tooLate]);
  }

  return {
    async ask(page) {
      if (isOpen) return null;
      isOpen = true;
      const folder = await mkdtemp(path.join(tmpdir(), 'certsteward-ask-'));
      try {
        return await show(page, folder);
      } finally {
        isOpen = false;
        end = null;
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);
      }
    },
    onOpened: (listener) => void listeners.push(listener),
    async close() {
      end?.();
      await Promise.resolve();
    },
  };
}
