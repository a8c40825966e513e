// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import type { Store, StoreState } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tableLines, type Row, type Style } from '../output/table.ts';
import { storeValue } from './store-options.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export const storesListCommand = defineCommand({
  name: 'stores list',
  summary: { 'zh-CN': '列出浏览器和系统的证书库', en: 'List the certificate stores of browsers and the system' },
  description: {
    'zh-CN':
      '列出浏览器和系统的证书库、状态和证书数。其他命令里的“证书库”填名称下面一行的编号，例如 firefox:default-esr。只写 chromium 或 firefox 时，指默认的证书库。',
    en: 'Lists the certificate stores of browsers and the system with their state and number of certificates. In other commands, STORE is the ID below the name, such as firefox:default-esr. The names chromium and firefox alone mean the default store of that browser.',
  },
  examples: [{ line: 'certsteward stores list --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [],
  seeAlso: ['stores inventory', 'stores install'],
  async run({ services, output, language }) {
    const { stores } = await services.stores.list({ refresh: true });
    const { columns, noStores } = storeTexts[language];
    const lines = tableLines(
      [
        { title: columns.name, wraps: true },
        { title: columns.state },
        { title: columns.certificates, align: 'right' },
        { title: columns.keys, align: 'right', leaves: 1 },
      ],
      stores.map((store) => storeRow(language, store)),
      output.terminal,
    );
    output.value({ stores: stores.map(storeValue) }, stores.length === 0 ? [noStores] : lines);
    return exit.done;
  },
});

const styles: Readonly<Partial<Record<StoreState, Style>>> = {
  damaged: 'red',
  locked: 'yellow',
  'tools-missing': 'yellow',
};

/** The id is below the name, because it may be a path, which must not be broken. */
function storeRow(language: Language, { id, name, state, running, certificates, withKey }: Store): Row {
  const text = storeTexts[language];
  const style = styles[state];
  const count = (number: number | null): string => number?.toLocaleString('en') ?? '-';
  return {
    cells: [
      { text: visibleText(name) },
      { text: text.state[state], ...(style && { style }) },
      { text: count(certificates) },
      { text: count(withKey) },
    ],
    notes: [{ text: visibleText(id), style: 'dim' }, ...(running ? [{ text: text.running }] : [])],
  };
}
