// SPDX-License-Identifier: Apache-2.0
import type { CDPSession, Page } from 'playwright-core';
import type { ChromiumHost } from '../../../../main/hosts/chromium/chromium-host.ts';
import type { Answer, Asked, Person } from './person.ts';

/** Acts on the host's windows outside the page; reachable only in the host's process. */
export function chromiumPerson(host: ChromiumHost, session: CDPSession): Person {
  const asked: Asked[] = [];
  const next: Answer[] = [];
  let open: Page | null = null;
  let place: string | null = null;
  let files: readonly string[] = [];

  async function act(window: Page): Promise<void> {
    const how = next.shift() ?? 'allow';
    const field = window.locator('#path');
    const isPlace = (await field.count()) > 0;
    asked.push({ title: await window.title(), text: await window.locator('main').innerText() });
    open = window;
    if (how === 'leave') return;
    if (how === 'close') return await window.close();
    if (how === 'refuse' || (isPlace && place === null)) return await window.locator('button[value=cancel]').click();
    const allow = window.locator('button[value=allow]:enabled');
    if (!isPlace || place === null) return await allow.click();
    await allow.waitFor();
    await field.fill(place);
    await field.press('Enter');
  }

  host.confirmations.onOpened((window) => {
    // The window closes once answered, aborting pending waits.
    act(window).catch(() => undefined);
  });
  // With `cancel`, Chromium cancels the file dialog, and the input gets a `cancel` event.
  const intercept = async (cancel: boolean) =>
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true, cancel });
  void intercept(true);
  session.on('Page.fileChooserOpened', ({ backendNodeId }) => {
    if (backendNodeId === undefined || files.length === 0) return;
    void session.send('DOM.setFileInputFiles', { backendNodeId, files: [...files] });
    files = [];
    void intercept(true);
  });

  return {
    asked,
    answerNext: (...how) => void next.push(...how),
    forget: () => void next.splice(0),
    left() {
      if (open === null) throw new Error('no window was left open');
      return open;
    },
    async choosePlace(path) {
      place = path;
      await Promise.resolve();
    },
    async openFiles(paths) {
      files = paths;
      await intercept(paths.length === 0);
    },
  };
}
