// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { BrowsersPage } from '../../../renderer/features/browsers/browsers-page.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { everything, useStores } from '../../../renderer/state/stores/stores-store.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';
import { inventoryOf, sampleRow, sampleStore } from '../support/sample-stores.ts';

const rows = Array.from({ length: 21 }, (_, index) =>
  sampleRow({ sha256: index.toString(16).padStart(64, '0'), displayName: `持有人 ${index}` }),
);

async function show(count: number): Promise<HTMLElement> {
  useStores.setState({ stores: null, query: everything, list: null, pages: new Map(), error: null, revision: 0 });
  installBridge({
    'stores.list': () => ({ stores: [sampleStore()] }),
    'stores.inventory': ({ input }) => inventoryOf(rows.slice(0, count), input as { offset: number; limit: number }),
  });
  render(<BrowsersPage />);
  return await screen.findByRole('grid', { name: '证书及其位置' });
}

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
});
afterEach(cleanup);

it('[S01] a short table takes its whole height, and the page scrolls to the row reached by key', async () => {
  const scrolled: string[] = [];
  Element.prototype.scrollIntoView = function scroll() {
    scrolled.push(this.getAttribute('aria-rowindex') ?? '');
  };
  onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'scrollIntoView'));
  const grid = await show(20);
  expect(grid.className).toContain('whole');
  await act(async () => fireEvent.keyDown(within(grid).getAllByRole('row')[1] as HTMLElement, { key: 'ArrowDown' }));
  expect(scrolled).toEqual(['3']);
});

it('[S01] a long table scrolls itself', async () => {
  expect((await show(21)).className).not.toContain('whole');
});
