import { daysLeft } from '../../../shared/domain/certificate-status.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { words } from '../messages.ts';
import { parseDays } from '../numbers.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** For cron (R05): exit 10 when something ends within the limit; what has ended counts, superseded ones do not. */
export const checkCommand: Command = {
  name: 'check',
  synopsis: '[--days N]',
  summary: {
    'zh-CN': '有证书快到期时以 10 退出，供定时任务使用',
    en: 'exit 10 when a certificate expires soon, for cron',
  },
  words: [0, 0],
  values: ['days'],
  async run({ services, output, arguments: { values }, now, language }) {
    const days = parseDays(values['days'] ?? '30', '--days');
    await services.vault.require();
    const listed = await services.certificates.list({ search: '', status: null, includeAuthorities: false });
    const certificates = listed
      .filter((each) => each.status !== 'superseded' && daysLeft(each.notAfter, now()) < days)
      .map((each) => ({ ...each, daysLeft: daysLeft(each.notAfter, now()) }));
    const lines = certificates.map(
      (each) => `${each.daysLeft}  ${each.notAfter.slice(0, 10)}  ${visibleText(each.displayName)}`,
    );
    output.value({ days, certificates }, lines.length > 0 ? lines : [words(language).nothingExpires]);
    return certificates.length > 0 ? exit.expiring : exit.done;
  },
};
