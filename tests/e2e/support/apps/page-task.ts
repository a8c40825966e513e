// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

export type Outcome<T> = { readonly value: T } | { readonly error: string };

/**
 * Runs a function as the page's own scripts run: in a task of the page. What `page.evaluate` runs itself is exempt
 * from the content security policy. Errors come back by name.
 */
export function inPageTask<T>(page: Page, task: () => T | Promise<T>): Promise<Outcome<T>> {
  return page.evaluate(`new Promise((resolve) => setTimeout(async () => {
    try { resolve({ value: await (${task.toString()})() }); } catch (error) { resolve({ error: error.name }); }
  }, 0))`);
}
