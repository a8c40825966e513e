// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { reminderTexts } from '../../../shared/i18n/reminders.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeCalendarFile } from '../../exports/calendar-file.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';

export const calendarCommand: Command = {
  name: 'calendar',
  synopsis: '-o FILE.ics',
  summary: { 'zh-CN': '把到期日写成日历文件，带提醒', en: 'write expiry dates as a calendar file with alarms' },
  words: [0, 0],
  values: ['output'],
  async run(run) {
    const { services, output, language } = run;
    const named = run.arguments.values['output'];
    if (named === undefined) throw new AppError('usage', { option: '--output' });
    const file = await outputNamed(run, named);
    await services.vault.require();
    const { bytes, events } = await services.reminders.calendar(language);
    await writeCalendarFile(file, bytes);
    const texts = reminderTexts[language];
    const line = events === 0 ? texts.nothingToWrite : texts.calendarWritten;
    output.value({ file: file.path, events }, [fillMessage(line, { count: events, file: visibleText(file.path) })]);
    return exit.done;
  },
};
