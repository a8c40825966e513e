// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { hasDeadline } from '../../../shared/domain/certificates/has-deadline.ts';
import { checkAllPaths } from './check-paths.ts';
import { checkSchedules, scheduleLines } from './check-schedules.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { parseDays } from '../runtime/numbers.ts';
import type { WatchedService } from '../../watched/watched-service.ts';
import { localDay } from './watched-line.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** Watched certificates count too (D04). */
async function watchedWithin(watched: WatchedService, days: number, now: Date) {
  const entries = (await watched.list()).map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now) }));
  return entries.filter((each) => each.status !== 'superseded' && each.daysLeft < days);
}

function line(left: number, day: string, name: string): string {
  return `${left}  ${day}  ${visibleText(name)}`;
}

/** For cron (R05): exits 10 for expired or expiring certificates, unless replaced. */
export const checkCommand: Command = {
  name: 'check',
  synopsis: '[--days N] [--schedule systemd|cron|windows]',
  summary: {
    'zh-CN': '有证书快到期时以 10 退出，供定时任务使用',
    en: 'exit 10 when a certificate expires soon, for cron',
  },
  words: [0, 0],
  values: ['days', 'schedule'],
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
};
