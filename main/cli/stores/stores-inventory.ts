// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts, type StoreTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { maxInventoryPage } from '../../../shared/ipc/calls/stores.ts';
import { inventoryFindings } from '../../../shared/domain/certificates/certificate-states.ts';
import { inventoryFindingSchema, type InventoryRow } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { statusText } from '../output/messages.ts';
import { choice, flag, value } from '../runtime/options.ts';
import { searchOption } from '../runtime/shared-options.ts';

export const storesInventoryCommand = defineCommand({
  name: 'stores inventory',
  summary: {
    'zh-CN': '列出每张证书和它所在的地方：保险库、浏览器、系统、U盾',
    en: 'list every certificate with where it lies: vault, browsers, system, USB tokens',
  },
  options: {
    search: searchOption,
    store: value('STORE|token:SERIAL|vault', {
      'zh-CN': '哪个浏览器或系统（stores list 里的名称）',
      en: 'browser or system store, as stores list names it',
    }),
    finding: choice('FINDING', inventoryFindings, {
      'zh-CN': '只列出有这种情况的',
      en: 'only those of which this is true',
    }),
    all: flag({ 'zh-CN': '签发机构的证书也列出', en: 'certificates of issuers too' }),
  },
  description: {
    'zh-CN': '把保险库和所有浏览器里的证书合成一张表，同一张证书只占一行，并指出缺少私钥、已过期仍在浏览器里等情况。',
    en: 'One table of the vault and every browser, a line for each certificate, telling where a key is missing or an expired certificate is still offered.',
  },
  examples: [
    { line: 'certsteward stores inventory', 'zh-CN': '全部', en: 'everything' },
    {
      line: 'certsteward stores inventory --finding only-in-store',
      'zh-CN': '私钥只在浏览器里的',
      en: 'keys that are in a browser alone',
    },
  ],
  exitCodes: [exit.notFound],
  seeAlso: ['stores list', 'stores import'],
  async run({ services, output, language, arguments: { values, flags } }) {
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
    // `tokens modules` reports these.
    await services.stores.lookAtTokens().catch(unlessBug);
    const first = await services.stores.inventory({ ...query, offset: 0 });
    const certificates = [...first.rows];
    while (certificates.length < first.matching) {
      const { rows } = await services.stores.inventory({ ...query, offset: certificates.length });
      if (rows.length === 0) break;
      certificates.push(...rows);
    }
    const text = storeTexts[language];
    const line = (row: InventoryRow): string =>
      [
        row.sha256.slice(0, 16),
        row.notAfter.slice(0, 10),
        statusText(language, row.status),
        visibleText(row.displayName),
        placesText(row, text),
        ...row.findings.map((each) => text.finding[each]),
      ].join('  ');
    const unread = first.unread.map(({ storeName }) => fillMessage(text.unread, { store: visibleText(storeName) }));
    const { findings, total, readAt } = first;
    output.value({ certificates, total, findings, unread: first.unread, readAt }, [
      ...(certificates.length === 0 && unread.length === 0 ? [text.noCertificates] : certificates.map(line)),
      ...unread,
    ]);
    return exit.done;
  },
});

function unlessBug(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

function placesText({ inVault, places }: InventoryRow, text: StoreTexts): string {
  const stores = places.map(({ storeName, storeKind, hasKey }) => {
    if (storeKind === 'token') return `USB ${visibleText(storeName)}`;
    const key = hasKey === null ? '' : ` (${hasKey ? text.withKey : text.withoutKey})`;
    return `${visibleText(storeName)}${key}`;
  });
  return [...(inVault ? [text.inVault] : []), ...stores].join(' + ');
}
