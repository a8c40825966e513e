// SPDX-License-Identifier: Apache-2.0
import { reminderTexts } from '../../../shared/i18n/reminders.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { writeCalendarFile } from '../../exports/calendar-file.ts';
import { defineCommand } from '../command.ts';
import { fillCounted } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { required } from '../runtime/options.ts';
import { outputOption } from '../runtime/shared-options.ts';

export const calendarCommand = defineCommand({
  name: 'calendar',
  summary: { 'zh-CN': '把到期日存为日历文件', en: 'Save expiry dates as a calendar file' },
  options: {
    output: required({ ...outputOption, placeholder: 'FILE.ics' }),
  },
  description: {
    'zh-CN':
      '把到期日存为日历文件（iCalendar，.ics），带提醒，可导入手机或电脑。再次导入会替换原来的日程。文件里只有名称和日期，没有持有人的其他信息。不含已过期、已吊销、已被取代或补办的证书，也不含已登记被盗或泄露的证书。',
    en: 'Saves expiry dates as a calendar file (iCalendar, .ics) with alarms, for your phone or computer. If you import a newer file later, the same events are updated. The file contains names and dates, and nothing else about the holder. Certificates that are expired, revoked or replaced, or reported stolen or exposed, are left out.',
  },
  examples: [
    { line: 'certsteward calendar -o certificates.ics', 'zh-CN': '保存为日历文件', en: 'Save a calendar file' },
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
    const text = fillCounted(language, line, { count: events, file: visibleText(file.path) });
    output.value({ file: file.path, events }, [text]);
    return exit.done;
  },
});
