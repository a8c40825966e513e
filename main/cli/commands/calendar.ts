import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { reminderTexts } from '../../../shared/i18n/reminders.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeCalendarFile } from '../../exports/calendar-file.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { refuseExisting } from '../refuse-existing.ts';

/** Expiry dates for the calendar of a phone or computer (R04). */
export const calendarCommand: Command = {
  name: 'calendar',
  synopsis: '-o FILE.ics',
  summary: { 'zh-CN': '把到期日写成日历文件，带提醒', en: 'write expiry dates as a calendar file with alarms' },
  words: [0, 0],
  values: ['output'],
  async run({ services, output, arguments: { values, flags }, language }) {
    if (values['output'] === undefined) throw new AppError('usage', { option: '--output' });
    const path = resolve(values['output']);
    if (!flags.has('yes')) await refuseExisting(path);
    await services.vault.require();
    const { bytes, events } = await services.reminders.calendar(language);
    await writeCalendarFile(path, bytes);
    const texts = reminderTexts[language];
    const line = events === 0 ? texts.nothingToWrite : texts.calendarWritten;
    output.value({ file: path, events }, [fillMessage(line, { count: events, file: visibleText(path) })]);
    return exit.done;
  },
};
