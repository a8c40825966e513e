// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** The app starts with its overview, most specs with the list. Works even under an open dialog. */
export async function openList(page: Page): Promise<void> {
  await page.locator('[data-room="certificates"]').dispatchEvent('click');
}
