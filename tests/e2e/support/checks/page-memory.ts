// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/**
 * All text the page still holds: markup, field values, and every string reachable from the window or an element, whose
 * properties lead to React's state.
 */
export function textOfPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const texts = [document.documentElement.outerHTML, document.title];
    for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea'))
      texts.push(field.value, field.defaultValue);
    const seen = new WeakSet<object>();
    const waiting: unknown[] = [window, ...document.querySelectorAll('*')];
    let left = 3_000_000;
    while (waiting.length > 0 && left > 0) {
      const value = waiting.pop();
      if (typeof value === 'string') texts.push(value);
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
      seen.add(value);
      left -= 1;
      if (value instanceof Map) waiting.push(...value.keys(), ...value.values());
      if (value instanceof Set) waiting.push(...value);
      for (const key of Reflect.ownKeys(value)) {
        try {
          waiting.push((value as Record<PropertyKey, unknown>)[key]);
        } catch {
          // A getter that rejects this receiver holds none of our data.
        }
      }
    }
    if (left === 0) throw new Error('the page holds more than could be looked at');
    return texts.join('\n');
  });
}

/** The page's whole heap after garbage collection, including closures. */
export async function heapOfPage(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  // References between JavaScript worlds need several collections.
  for (let times = 0; times < 4; times += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.send('HeapProfiler.disable');
  await session.detach();
  return chunks.join('');
}
