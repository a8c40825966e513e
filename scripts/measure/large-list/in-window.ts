// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** Returns ms from first contentful paint to the first rows. */
export async function shellToRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // The browser reports the paint late.
    const shell = await new Promise<number>((resolve, reject) => {
      setTimeout(reject, 5000, new Error('the shell was not painted'));
      const observer = new PerformanceObserver((entries) => {
        for (const { startTime } of entries.getEntriesByName('first-contentful-paint')) resolve(startTime);
      });
      observer.observe({ type: 'paint', buffered: true });
    });
    const rows = performance.getEntriesByName('certsteward:first-rows')[0]?.startTime ?? Number.NaN;
    return Math.max(0, rows - shell);
  });
}

/** Every letter changes the result. */
const words = ['张伟', 'example', '示例银行', '000', '王芳', 'trust', '1101', '李娜0'];

/** Returns ms from each key event to the first frame with its result. */
export async function keystrokes(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { measuredKeys: times });
    const shown = () => document.querySelector('[data-shown-search]')?.getAttribute('data-shown-search');
    document.addEventListener(
      'input',
      (event) => {
        const field = event.target as HTMLInputElement;
        const typedAt = event.timeStamp;
        const look = () => {
          if (shown() !== field.value.trim()) return void requestAnimationFrame(look);
          // The frame is on screen by the next task.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => times.push(performance.now() - typedAt));
            port1.start();
            port2.postMessage(null);
          });
        };
        look();
      },
      { capture: true },
    );
  });
  const search = page.getByRole('searchbox');
  let typed = 0;
  const arrived = () =>
    page.waitForFunction(
      (count) => (window as unknown as { measuredKeys: number[] }).measuredKeys.length >= count,
      typed,
    );
  for (const word of words) {
    await search.focus();
    for (const letter of word) {
      await page.keyboard.insertText(letter);
      typed += 1;
      await arrived();
    }
    for (const _letter of word) {
      await page.keyboard.press('Backspace');
      typed += 1;
      await arrived();
    }
  }
  return page.evaluate(() => (window as unknown as { measuredKeys: number[] }).measuredKeys);
}

/** Jumps so that every row is new, then scrolls back row by row. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const scroller = [...document.querySelectorAll<HTMLElement>('[role="grid"], [role="grid"] *')].find(
      (element) => element.scrollHeight > element.clientHeight * 5,
    );
    if (scroller === undefined) throw new Error('nothing scrolls');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const end = scroller.scrollHeight - scroller.clientHeight;
    // Ten seconds at 60 Hz.
    for (let step = 1; step <= 600; step += 1) {
      scroller.scrollTop = (end * step) / 600;
      await frame();
    }
    for (let top = end; top > end - 40 * 57; top -= 57) {
      scroller.scrollTop = top;
      await frame();
    }
  });
}
