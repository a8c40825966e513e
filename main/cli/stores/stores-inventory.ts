// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts, type StoreTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { maxInventoryPage } from '../../../shared/ipc/calls/stores.ts';
import { inventoryFindingSchema, type InventoryRow } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { statusText } from '../output/messages.ts';

export const storesInventoryCommand: Command = {
  name: 'stores inventory',
  synopsis: '[--search TEXT] [--store STORE|token:SERIAL|vault] [--finding FINDING] [--all]',
  summary: {
    'zh-CN': '列出每张证书和它所在的地方：保险库、浏览器、系统、U盾',
    en: 'list every certificate with where it lies: vault, browsers, system, USB tokens',
  },
  words: [0, 0],
  values: ['search', 'store', 'finding'],
  flags: ['all'],
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
};

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
