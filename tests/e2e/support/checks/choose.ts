// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator } from '@playwright/test';

/** Clicks the label, as people do: the input itself is one pixel that moves while the dialog is scrolling. */
export async function choose(option: Locator): Promise<void> {
  if (await option.isChecked()) return;
  await option.locator('xpath=ancestor::label[1]').click();
  await expect(option).toBeChecked();
  // Focusing the hidden input can scroll elements without a scroll bar.
  const scrolled = await option
    .page()
    .evaluate(() =>
      [document.documentElement, document.body, document.querySelector('#root'), document.querySelector('main')].map(
        (each) => each?.scrollTop ?? 0,
      ),
    );
  expect(scrolled).toEqual([0, 0, 0, 0]);
}
