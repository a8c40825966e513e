// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** Opens the certificate list; the app starts on the overview. Works even under an open dialog. */
export async function openList(page: Page): Promise<void> {
  await page.locator('[data-room="certificates"]').dispatchEvent('click');
}
