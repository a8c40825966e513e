// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { certificateStatuses } from '../../../shared/domain/certificates/certificate-states.ts';
import { certificateStatusSchema } from '../../../shared/schemas/certificates/certificate.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { certificateTable } from '../../../shared/sinks/certificate-table.ts';
import { checkFewPaths } from '../reminders/check-paths.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { certificateLines } from './certificate-lines.ts';
import { words } from '../output/messages.ts';
import { parseDays } from '../runtime/numbers.ts';
import { wordedFinding } from '../output/validation-lines.ts';
import { safeJson } from '../../../shared/sinks/safe-json.ts';
import { choice, value } from '../runtime/options.ts';
import { searchOption } from '../runtime/shared-options.ts';

export const listCommand = defineCommand({
  name: 'list',
  summary: { 'zh-CN': '列出证书，先到期的在前', en: 'List certificates in order of expiry' },
  options: {
    expiring: value('DAYS', {
      'zh-CN': '只列出指定天数内到期和已过期的证书',
      en: 'Only certificates that expire within this many days or have expired',
    }),
    search: searchOption,
    status: choice('STATUS', certificateStatuses, {
      'zh-CN': '只列出指定状态的证书',
      en: 'Certificates with this status',
    }),
    format: choice('FORMAT', ['json', 'csv'], { 'zh-CN': '输出格式', en: 'Output format' }),
  },
  description: {
    'zh-CN':
      '列出保险库里的证书，先到期的在前，已过期的在最后。不需要密码。SM2 的签名证书和加密证书合并为一行，到期日以较早的一张为准，两张都备份了才算有备份。两张各自的信息在 JSON 的 pair 里。CSV 供表格软件使用，JSON 供脚本使用。身份证号中间的数字始终隐藏。',
    en: 'Lists the certificates in the vault in order of expiry, with expired ones last. No password is needed. An SM2 signing certificate and its encryption certificate share one row. The pair expires when the first of the two does, and counts as backed up when both are. In JSON, pair describes each of them. CSV is for spreadsheets, JSON for scripts. Identity numbers are always masked.',
  },
  examples: [
    {
      line: 'certsteward list --expiring 30',
      'zh-CN': '30 天内到期的证书',
      en: 'Certificates that expire within 30 days',
    },
    { line: 'certsteward list --search 张 --status valid', 'zh-CN': '按姓名和状态', en: 'By name and status' },
    { line: 'certsteward list --format csv > certificates.csv', 'zh-CN': '供表格软件使用', en: 'For a spreadsheet' },
  ],
  exitCodes: [exit.notFound],
  seeAlso: ['show', 'check'],
  async run({ services, output, arguments: { values }, now, language }) {
    const status = values['status'] === undefined ? null : certificateStatusSchema.safeParse(values['status']);
    if (status?.success === false) throw new AppError('usage', { option: '--status' });
    const format = values['format'];
    if (format !== undefined && format !== 'json' && format !== 'csv')
      throw new AppError('usage', { option: '--format' });
    const limit = values['expiring'] === undefined ? null : parseDays(values['expiring'], '--expiring');
    await services.vault.require();
    await checkFewPaths(services);
    const listed = await services.certificates.list({
      search: values['search'] ?? '',
      status: status?.data ?? null,
      includeAuthorities: true,
    });
    const worded = (each: CertificateSummary) => ({
      ...each,
      warnings: each.warnings.map((warning) => wordedFinding(language, warning)),
    });
    const certificates = limit === null ? listed : listed.filter((each) => daysLeft(each.notAfter, now()) <= limit);
    if (format === 'csv' && !output.json) output.value(null, certificateTable(certificates));
    else if (format === 'json' && !output.json) output.value(null, [safeJson(certificates.map(worded))]);
    else {
      const isFiltered = Object.keys(values).some((name) => name !== 'vault');
      const empty = words(language)[isFiltered ? 'noneMatches' : 'noCertificates'];
      if (output.json) output.value({ certificates: certificates.map(worded) }, []);
      else if (certificates.length === 0) output.value(null, [empty]);
      else {
        const places = await placesIn(services);
        const shown = { language, now: now(), terminal: output.terminal, places, expiring: limit !== null };
        output.value(null, certificateLines(certificates, shown));
      }
    }
    return exit.done;
  },
});

/** Ignores failures, because the list is useful without store names. */
async function placesIn({ stores }: CommandRun['services']): Promise<ReadonlyMap<string, readonly string[]>> {
  try {
    const held = await stores.readHeld();
    return new Map(Array.from(held, ([sha256, { places }]) => [sha256, places.map(({ name }) => name)]));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Map();
  }
}
