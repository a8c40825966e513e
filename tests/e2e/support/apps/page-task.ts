// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

export type Outcome<T> = { readonly value: T } | { readonly error: string };

/**
 * Runs a function in a task of the page, like its own scripts; `page.evaluate` itself is exempt from the content
 * security policy. Errors are returned by name.
 */
export function inPageTask<T>(page: Page, task: () => T | Promise<T>): Promise<Outcome<T>> {
  return page.evaluate(`new Promise((resolve) => setTimeout(async () => {
    try { resolve({ value: await (${task.toString()})() }); } catch (error) { resolve({ error: error.name }); }
  }, 0))`);
}
