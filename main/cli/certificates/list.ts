// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { certificateStatusSchema } from '../../../shared/schemas/certificates/certificate.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { certificateTable } from '../../../shared/sinks/certificate-table.ts';
import { checkFewPaths } from '../reminders/check-paths.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { lossLine } from './loss-line.ts';
import { statusText, words } from '../output/messages.ts';
import { parseDays } from '../runtime/numbers.ts';
import { wordedFinding } from '../output/validation-lines.ts';
import { safeJson } from '../../../shared/sinks/safe-json.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const listCommand: Command = {
  name: 'list',
  synopsis: '[--expiring DAYS] [--search TEXT] [--status S] [--format json|csv]',
  summary: { 'zh-CN': '列出证书，最先到期的在前', en: 'list certificates, soonest to expire first' },
  words: [0, 0],
  values: ['expiring', 'search', 'status', 'format'],
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
    const certificates = limit === null ? listed : listed.filter((each) => daysLeft(each.notAfter, now()) < limit);
    if (format === 'csv' && !output.json) output.value(null, certificateTable(certificates));
    else if (format === 'json' && !output.json) output.value(null, [safeJson(certificates.map(worded))]);
    else {
      const line = (each: CertificateSummary): string =>
        [
          each.sha256.slice(0, 16),
          each.notAfter.slice(0, 10),
          statusText(language, each.status),
          ...(each.warnings.length === 0 ? [] : [words(language).weakAlgorithm]),
          ...(each.chainState === 'complete' ? [] : [words(language).chainState[each.chainState]]),
          keyWord(each),
          visibleText(each.displayName),
          ...[lossLine(language, each.loss)].filter((loss) => loss !== null),
        ].join('  ');
      const isFiltered = Object.keys(values).some((name) => name !== 'vault');
      const empty = words(language)[isFiltered ? 'noneMatches' : 'noCertificates'];
      output.value(
        { certificates: certificates.map(worded) },
        certificates.length === 0 ? [empty] : certificates.map(line),
      );
    }
    return exit.done;
  },
};

function keyWord({ hasPrivateKey, keyOnToken, watched }: CertificateSummary): string {
  if (hasPrivateKey) return 'key';
  if (keyOnToken !== null)
    return `${keyOnToken.serial === '' ? 'Windows' : 'USB Key'} “${visibleText(keyOnToken.label)}”`;
  return watched ? 'watched' : '-';
}
