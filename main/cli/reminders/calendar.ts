// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { reminderTexts } from '../../../shared/i18n/reminders.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeCalendarFile } from '../../exports/calendar-file.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { required } from '../runtime/options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const calendarCommand = defineCommand({
  name: 'calendar',
  summary: { 'zh-CN': '把到期日写成日历文件，带提醒', en: 'write expiry dates as a calendar file with alarms' },
  options: {
    output: required({ ...outputOption, placeholder: 'FILE.ics' }),
  },
  description: {
    'zh-CN':
      '把到期日写成日历文件（iCalendar，.ics），带提醒，可导入手机或电脑的日历；再次导入会修改原来的日程，不会重复。其中只有名称和日期，没有证书持有人的信息。已过期和已被新证书取代的不写入。',
    en: 'Writes expiry dates as a calendar (iCalendar, .ics) with alarms, for the calendar of a phone or computer; importing it again changes the same events. It holds names and dates, nothing of the holder. Expired and superseded ones are left out.',
  },
  examples: [
    { line: 'certsteward calendar -o certificates.ics', 'zh-CN': '写成日历文件', en: 'write a calendar file' },
  ],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['check', 'watch add'],
  async run(run) {
    const { services, output, language } = run;
    const file = await outputNamed(run, run.arguments.values['output']);
    await services.vault.require();
    const { bytes, events } = await services.reminders.calendar(language);
    await writeCalendarFile(file, bytes);
    const texts = reminderTexts[language];
    const line = events === 0 ? texts.nothingToWrite : texts.calendarWritten;
    output.value({ file: file.path, events }, [fillMessage(line, { count: events, file: visibleText(file.path) })]);
    return exit.done;
  },
});
