// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { hasDeadline } from '../../../shared/domain/certificates/has-deadline.ts';
import { checkAllPaths } from './check-paths.ts';
import { checkSchedules, scheduleLines } from './check-schedules.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { parseDays } from '../runtime/numbers.ts';
import type { WatchedService } from '../../watched/watched-service.ts';
import { localDay } from './watched-line.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { choice, value } from '../runtime/options.ts';

/** Watched certificates count too (D04). */
async function watchedWithin(watched: WatchedService, days: number, now: Date) {
  const entries = (await watched.list()).map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now) }));
  return entries.filter((each) => each.status !== 'superseded' && each.daysLeft < days);
}

function line(left: number, day: string, name: string): string {
  return `${left}  ${day}  ${visibleText(name)}`;
}

/** For cron (R05): exits 10 for expired or expiring certificates, unless replaced. */
export const checkCommand = defineCommand({
  name: 'check',
  summary: {
    'zh-CN': '有证书快到期时以 10 退出，供定时任务使用',
    en: 'exit 10 when a certificate expires soon, for cron',
  },
  options: {
    days: value('N', { 'zh-CN': '期限，默认 30 天', en: 'the limit, 30 days unless given' }),
    schedule: choice('SCHEDULE', checkSchedules, {
      'zh-CN': '输出现成的定时任务，不检查',
      en: 'print a ready-made schedule instead of checking',
    }),
  },
  description: {
    'zh-CN':
      '给定时任务用：有证书在期限内到期（已过期的也算）就以 10 退出，否则以 0 退出。已被新证书取代的不算，只提醒的证书和日期也算。--schedule 只输出现成的定时任务：systemd 用户定时器（可交给 sh 执行）、一行 cron，或 Windows 计划任务命令（未在 Windows 上验证）。',
    en: 'For cron: exits with 10 when a certificate ends within the limit (expired ones count), else with 0. Superseded ones do not count; what is only watched does. --schedule only prints a ready-made schedule: a systemd user timer (as commands for sh), a line for cron, or a command for the Windows task scheduler (unverified on Windows).',
  },
  examples: [
    { line: 'certsteward check --days 14', 'zh-CN': '两周内', en: 'two weeks ahead' },
    {
      line: 'certsteward check || mail -s "certificates" me@example.org',
      'zh-CN': '到期时发邮件',
      en: 'send a mail',
    },
    {
      line: 'certsteward check --schedule systemd | sh',
      'zh-CN': '每天检查一次，到期时弹出通知',
      en: 'look once a day and show a notification',
    },
  ],
  exitCodes: [exit.notFound, exit.expiring],
  seeAlso: ['list', 'watch list', 'calendar'],
  async run({ services, output, arguments: { values }, now, language, program }) {
    const days = parseDays(values['days'] ?? '30', '--days');
    if (values['schedule'] !== undefined) {
      const schedule = checkSchedules.find((each) => each === values['schedule']);
      if (schedule === undefined) throw new AppError('usage', { option: '--schedule' });
      const lines = scheduleLines(schedule, { program, days, vault: values['vault'] ?? null, language });
      output.value({ schedule, lines }, lines);
      return exit.done;
    }
    await services.vault.require();
    await checkAllPaths(services);
    const listed = await services.certificates.list({ search: '', status: null, includeAuthorities: false });
    const certificates = listed
      .filter((each) => hasDeadline(each) && daysLeft(each.notAfter, now()) < days)
      .map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now()) }));
    const watched = await watchedWithin(services.watched, days, now());
    const named = new Set(certificates.map(({ sha256 }) => sha256));
    const lines = [
      ...certificates.map((each) => line(each.daysLeft, each.notAfter.slice(0, 10), each.displayName)),
      ...watched
        .filter(({ sha256 }) => sha256 === null || !named.has(sha256))
        .map((each) => line(each.daysLeft, localDay(each.notAfter), each.name)),
    ];
    output.value({ days, certificates, watched }, lines.length > 0 ? lines : [words(language).nothingExpires]);
    return lines.length > 0 ? exit.expiring : exit.done;
  },
});
