// SPDX-License-Identifier: Apache-2.0
import { localDay } from '../output/local-time.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts, type StoreTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { maxInventoryPage } from '../../../shared/ipc/calls/stores.ts';
import { inventoryFindings } from '../../../shared/domain/certificates/certificate-states.ts';
import { inventoryFindingSchema, type InventoryRow } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { certificateTexts } from '../certificates/certificate-texts.ts';
import { digitsOfIds } from '../certificates/certificate-lines.ts';
import { timeLeft, urgency } from '../certificates/time-left.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { statusText } from '../output/messages.ts';
import { tableLines, type Terminal } from '../output/table.ts';
import { choice, flag, value } from '../runtime/options.ts';
import { searchOption } from '../runtime/shared-options.ts';

export const storesInventoryCommand = defineCommand({
  name: 'stores inventory',
  summary: {
    'zh-CN': '列出保险库、浏览器、系统和 USB Key 里的证书',
    en: 'List certificates in the vault, browsers, the system and USB keys',
  },
  options: {
    search: searchOption,
    store: value('STORE', {
      'zh-CN': '只列出指定位置：stores list 里的编号、token:序列号 或 vault',
      en: 'Only this store (see stores list), token:SERIAL or vault',
    }),
    finding: choice('FINDING', inventoryFindings, {
      'zh-CN': '有此问题的证书',
      en: 'With this problem',
    }),
    all: flag({ 'zh-CN': '包括上级证书', en: 'Include CA certificates' }),
  },
  description: {
    'zh-CN': '把保险库、浏览器、系统和 USB Key 里的证书合成一张表，并指出缺少私钥、已过期但尚未移除等情况。',
    en: 'Lists the certificates in the vault, browsers, the system and USB keys in one table. It also shows problems, such as a missing key or an expired certificate that a browser still offers.',
  },
  examples: [
    { line: 'certsteward stores inventory', 'zh-CN': '全部', en: 'Everything' },
    {
      line: 'certsteward stores inventory --finding only-in-store',
      'zh-CN': '私钥只在浏览器里的证书',
      en: 'Certificates whose key is only in a browser',
    },
  ],
  exitCodes: [exit.notFound],
  seeAlso: ['stores list', 'stores import'],
  async run({ services, output, language, now, arguments: { values, flags } }) {
    const finding = values['finding'] === undefined ? null : inventoryFindingSchema.safeParse(values['finding']);
    if (finding?.success === false) throw new AppError('usage', { option: '--finding' });
    const named = values['store'];
    const isPlace = named === undefined || named === 'vault' || named.startsWith('token:');
    const place = isPlace ? named : (await services.stores.resolveStore(named)).id;
    const query = {
      search: values['search'] ?? '',
      place: place ?? null,
      finding: finding?.data ?? null,
      includeAuthorities: flags.has('all'),
      limit: maxInventoryPage,
    };
    // Ignore errors, which `tokens modules` reports.
    await services.stores.lookAtTokens().catch(unlessBug);
    const first = await services.stores.inventory({ ...query, offset: 0 });
    const certificates = [...first.rows];
    while (certificates.length < first.matching) {
      const { rows } = await services.stores.inventory({ ...query, offset: certificates.length });
      if (rows.length === 0) break;
      certificates.push(...rows);
    }
    const text = storeTexts[language];
    const unread = first.unread.map(({ storeName }) => fillMessage(text.unread, { store: visibleText(storeName) }));
    const { findings, total, readAt } = first;
    output.value({ certificates, total, findings, unread: first.unread, readAt }, [
      ...(certificates.length > 0
        ? inventoryLines(certificates, { language, now: now(), terminal: output.terminal })
        : []),
      ...(certificates.length === 0 && unread.length === 0 ? [text.noCertificates] : []),
      ...unread,
    ]);
    return exit.done;
  },
});

interface Shown {
  readonly language: Language;
  readonly now: Date;
  readonly terminal: Terminal;
}

function inventoryLines(rows: readonly InventoryRow[], { language, now, terminal }: Shown): string[] {
  const text = storeTexts[language];
  const { list } = certificateTexts[language];
  const digits = digitsOfIds(rows.map(({ sha256 }) => sha256));
  return tableLines(
    [
      { title: list.left, align: 'right' },
      { title: list.expires },
      { title: list.name, wraps: true },
      { title: list.status },
      { title: 'ID' },
    ],
    rows.map((row) => {
      const style = urgency(row.status, row.notAfter, now);
      const urgent = style === undefined ? {} : { style };
      return {
        cells: [
          { text: timeLeft(language, row.notAfter, now), ...urgent },
          { text: localDay(row.notAfter) },
          { text: visibleText(row.displayName) },
          { text: statusText(language, row.status), ...urgent },
          { text: row.sha256.slice(0, digits), style: 'dim' },
        ],
        // Places may be too long for a column. Notes may exceed the line.
        notes: [
          {
            text: [placesText(row, text), ...row.findings.map((each) => text.finding[each])].join(text.comma),
            ...(row.findings.length > 0 && { style: 'yellow' as const }),
          },
        ],
      };
    }),
    terminal,
  );
}

function unlessBug(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

function placesText({ inVault, places }: InventoryRow, text: StoreTexts): string {
  const stores = places.map(({ storeName, storeKind, hasKey }) => {
    if (storeKind === 'token') return `${text.token} ${visibleText(storeName)}`;
    const key = hasKey === null ? '' : ` (${hasKey ? text.withKey : text.withoutKey})`;
    return `${visibleText(storeName)}${key}`;
  });
  return [...(inVault ? [text.inVault] : []), ...stores].join(' + ');
}
