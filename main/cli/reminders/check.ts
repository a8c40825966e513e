// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { hasDeadline } from '../../../shared/domain/certificates/has-deadline.ts';
import { checkAllPaths } from './check-paths.ts';
import { checkSchedules, scheduleLines } from './check-schedules.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { statusText, words } from '../output/messages.ts';
import { tableLines, type Terminal } from '../output/table.ts';
import { certificateTexts } from '../certificates/certificate-texts.ts';
import { timeLeft, urgency } from '../certificates/time-left.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { prometheusLines } from './prometheus.ts';
import { parseDays } from '../runtime/numbers.ts';
import type { WatchedService } from '../../watched/watched-service.ts';
import { localDay } from '../output/local-time.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { choice, flag, value } from '../runtime/options.ts';

async function watchedWithin(watched: WatchedService, days: number, now: Date) {
  const entries = (await watched.list()).map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now) }));
  return entries.filter((each) => each.daysLeft <= days);
}

export const checkCommand = defineCommand({
  name: 'check',
  summary: {
    'zh-CN': '有证书快到期时退出码为 10，用于定时任务',
    en: 'Exit with code 10 if a certificate expires soon (for cron)',
  },
  options: {
    days: value('N', { 'zh-CN': '期限（天），默认 30', en: 'Limit in days (default: 30)' }),
    schedule: choice('SCHEDULE', checkSchedules, {
      'zh-CN': '只输出现成的定时任务',
      en: 'Print a ready-made schedule instead',
    }),
    format: choice('FORMAT', ['prometheus'], {
      'zh-CN': '输出指标，供 node_exporter 使用',
      en: 'Metrics for node_exporter',
    }),
    'with-names': flag({
      'zh-CN': '在指标里加上持有人和颁发者的名称',
      en: 'Add holder and issuer names to the metrics',
    }),
  },
  description: {
    'zh-CN':
      '供定时任务使用：有证书在期限内到期或已过期时退出码为 10，否则为 0。不含已被取代、已吊销、已补办的证书和没有私钥的 CA 证书（list --expiring 会列出），但包括只提醒到期的证书。加 --quiet 时不显示列表。--format prometheus 为每张证书输出指标，供 node_exporter 的 textfile 收集器使用，有证书到期时退出码也是 0。名称尽量与 x509-certificate-exporter 相同。标签只有 fingerprint 和 label，加 --with-names 才有持有人和颁发者的名称。--schedule 只输出现成的定时任务：systemd 用户定时器（sh 命令）、一行 cron，或 Windows 计划任务命令（未在 Windows 上验证）。',
    en: 'For cron: exits with 10 if a certificate expires within the limit or has expired, otherwise with 0. Superseded, revoked and replaced certificates are not counted, nor are CA certificates without a private key (list --expiring shows them all). Certificates that only have a reminder are counted. With --quiet, the list is not printed. With --format prometheus, one set of metrics is printed for each certificate, for node_exporter’s textfile collector, and the exit code is 0 even if something expires. The metric names follow x509-certificate-exporter where possible. The labels are fingerprint and label. To include holder and issuer names, add --with-names. With --schedule, only a ready-made schedule is printed: a systemd user timer (commands for sh), a line for cron, or a command for the Windows Task Scheduler (unverified on Windows).',
  },
  examples: [
    { line: 'certsteward check --days 14', 'zh-CN': '两周内', en: 'Two weeks ahead' },
    {
      line: 'certsteward check --format prometheus | sponge /var/lib/node_exporter/certsteward.prom',
      'zh-CN': '供 node_exporter 的 textfile 收集器使用',
      en: 'For node_exporter’s textfile collector',
    },
    {
      line: 'certsteward check > list.txt || mail -s "certificates" me@example.org < list.txt',
      'zh-CN': '用邮件发送列表',
      en: 'Send the list by email',
    },
    {
      line: 'certsteward check --schedule systemd | sh',
      'zh-CN': '每天检查一次，显示通知',
      en: 'Check once a day and show a notification',
    },
  ],
  exitCodes: [exit.notFound, exit.expiring],
  seeAlso: ['list', 'watch list', 'calendar'],
  async run({ services, output, arguments: { values, flags }, now, language, program, version }) {
    const days = parseDays(values['days'] ?? '30', '--days');
    const format = values['format'];
    if (format !== undefined && format !== 'prometheus') throw new AppError('usage', { option: '--format' });
    if (format !== undefined && output.json) {
      throw new AppError('usage', { option: '--format', reason: 'misplaced-option' });
    }
    if (flags.has('with-names') && format === undefined) throw new AppError('usage', { option: '--with-names' });
    if (values['schedule'] !== undefined) {
      const schedule = checkSchedules.find((each) => each === values['schedule']);
      if (schedule === undefined) throw new AppError('usage', { option: '--schedule' });
      const lines = scheduleLines(schedule, { program, days, vault: values['vault'] ?? null, language });
      output.value({ schedule, lines }, lines);
      return exit.done;
    }
    await services.vault.require();
    await checkAllPaths(services);
    // `watch add` takes a CA certificate too.
    const known = await services.certificates.list({ search: '', status: null, includeAuthorities: true });
    const listed = known.filter(({ isCa, hasPrivateKey }) => !isCa || hasPrivateKey);
    const certificates = listed
      .filter((each) => hasDeadline(each) && daysLeft(each.notAfter, now()) <= days)
      .map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now()) }));
    const settled = new Set(idsOf(known.filter((each) => !hasDeadline(each))));
    const reminded = await watchedWithin(services.watched, days, now());
    const watched = reminded.filter(({ sha256 }) => sha256 === null || !settled.has(sha256));
    const named = new Set(idsOf(certificates));
    const due = [...certificates, ...watched.filter(({ sha256 }) => sha256 === null || !named.has(sha256))];
    if (format === 'prometheus') {
      const all = { certificates: listed.filter(isCurrent), watched: await services.watched.list() };
      const withNames = flags.has('with-names');
      output.value(null, prometheusLines({ ...all, withNames, now: now(), version }));
      // The metrics show what expires. A failure would keep `&& mv` from publishing them.
      return exit.done;
    }
    const lines = dueLines(due, { language, now: now(), terminal: output.terminal });
    const shown = due.length > 0 ? lines : [words(language).nothingExpires];
    output.value({ days, certificates, watched }, flags.has('quiet') ? [] : shown);
    return due.length > 0 ? exit.expiring : exit.done;
  },
});

function idsOf(certificates: readonly CertificateSummary[]): string[] {
  return certificates.flatMap(({ sha256, pair }) => [sha256, ...(pair === null ? [] : [pair.encryption.sha256])]);
}

function isCurrent({ status, loss }: CertificateSummary): boolean {
  return status !== 'superseded' && loss?.replaced !== true;
}

interface Shown {
  readonly language: Language;
  readonly now: Date;
  readonly terminal: Terminal;
}

function dueLines(due: readonly (CertificateSummary | Watched)[], { language, now, terminal }: Shown): string[] {
  const { list } = certificateTexts[language];
  return tableLines(
    [
      { title: list.left, align: 'right' },
      { title: list.expires },
      { title: list.name, wraps: true },
      { title: list.status },
    ],
    due.map((each) => {
      const style = urgency(each.status, each.notAfter, now);
      const urgent = style === undefined ? {} : { style };
      return {
        cells: [
          { text: timeLeft(language, each.notAfter, now), ...urgent },
          { text: localDay(each.notAfter) },
          { text: visibleText('displayName' in each ? each.displayName : each.name) },
          { text: statusText(language, each.status), ...urgent },
        ],
      };
    }),
    terminal,
  );
}
