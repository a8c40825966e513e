// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { AppPages } from '../../pages/app-pages.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';
import { choose } from '../checks/choose.ts';

type Visit = (name: string) => Promise<void>;

/** A certificate's reminders, snoozed and on custom days; the reminder settings; the calendar file. */
export async function walkReminderChoices(
  { page, words, shell, list, detail, settings }: AppPages,
  folder: string,
  visit: Visit,
): Promise<void> {
  const texts = words.reminders;
  await shell.goTo('certificates');
  await list.row('Li Si').click();
  await detail.pane.getByRole('button', { name: texts.changeOf, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(texts.planned).waitFor();
  await visit('reminders of a certificate');
  await dialog.getByRole('button', { name: texts.snooze, exact: true }).click();
  await dialog.getByRole('button', { name: texts.snoozeUndo, exact: true }).waitFor();
  await choose(dialog.getByRole('radio', { name: texts.own }));
  await visit('reminders, put off and own days');
  await dialog.getByRole('button', { name: texts.snoozeUndo, exact: true }).click();
  await dialog.getByRole('button', { name: texts.snooze, exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await shell.goTo('settings');
  await settings.heading.waitFor();
  const save = page.getByRole('button', { name: texts.calendar, exact: true });
  await save.scrollIntoViewIfNeeded();
  await visit('settings, reminders');
  await save.click();
  await choosePlace(dialog, words, path.join(folder, 'dates.ics'));
  await visit('calendar file, place');
  await dialog.getByRole('button', { name: texts.calendarWrite, exact: true }).click();
  await dialog.getByRole('button', { name: words.common.done, exact: true }).waitFor();
  await visit('calendar file, done');
  await dialog.getByRole('button', { name: words.common.done, exact: true }).click();
}
