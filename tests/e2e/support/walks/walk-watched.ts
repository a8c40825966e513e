// SPDX-License-Identifier: Apache-2.0
import type { AppPages } from '../../pages/app-pages.ts';
import { value } from '../apps/in-page.ts';

type Visit = (name: string) => Promise<void>;

const day = 86_400_000;

/** `YYYY-MM-DD`, `days` from now in local time. */
export function dayFromNow(days: number): string {
  const date = new Date(Date.now() + days * day);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The reminder dialog from the empty list; saves nothing. */
export async function walkWatchDialog({ page, words }: AppPages, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: words.watched.onlyRemind }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.watched.name, { exact: true }).fill('ICBC 工商银行 U盾');
  await dialog.getByLabel(words.watched.lastDay, { exact: true }).fill(dayFromNow(120));
  await visit('reminder, name and day');
  await page.keyboard.press('Escape');
}

/** Due, past and distant reminders below the list. */
export async function walkReminders({ page, words, shell }: AppPages, visit: Visit): Promise<void> {
  await shell.goTo('certificates');
  for (const [name, days, place] of [
    ['工商银行 U盾', 12, '工商银行网上银行'],
    ['Old token', -3, null],
    ['税务 U盾', 400, '电子税务局'],
  ] as const) {
    await value(page, 'watched.add', { name, lastDay: dayFromNow(days), place });
  }
  const section = page.getByRole('region', { name: words.watched.title });
  // Below certificates, it starts folded.
  const head = section.getByRole('button', { name: words.watched.title });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await section.getByText('税务 U盾').waitFor();
  await visit('reminders below the list');
  const { entries } = (await value(page, 'watched.list', {})) as { entries: { id: string }[] };
  for (const { id } of entries) await value(page, 'watched.remove', { id });
}
