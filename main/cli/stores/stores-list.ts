// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { storeTexts } from './store-texts.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { storeValue } from './store-options.ts';

export const storesListCommand = defineCommand({
  name: 'stores list',
  summary: { 'zh-CN': '列出浏览器和系统的证书库', en: 'List the certificate stores of browsers and the system' },
  description: {
    'zh-CN':
      '列出浏览器和系统的证书库、状态和证书数。名称就是其他命令里的 STORE。只写 chromium 或 firefox 表示默认的那个。',
    en: 'Lists the certificate stores of browsers and the system with state and number of certificates. Its name is the STORE of other commands. chromium or firefox alone means the default one.',
  },
  examples: [{ line: 'certsteward stores list --json', 'zh-CN': '给脚本用', en: 'For a script' }],
  exitCodes: [],
  seeAlso: ['stores inventory', 'stores install'],
  async run({ services, output, language }) {
    const { stores } = await services.stores.list({ refresh: true });
    const text = storeTexts[language];
    const line = (store: Store): string => {
      const counted = store.certificates === null ? [] : [fillCounted(language, text.counts, { ...store })];
      const state = [text.state[store.state], ...(store.running ? [text.running] : []), ...counted].join(text.comma);
      return `${visibleText(store.id)}\n  ${visibleText(store.name)}${text.colon}${state}`;
    };
    output.value({ stores: stores.map(storeValue) }, stores.length === 0 ? [text.noStores] : stores.map(line));
    return exit.done;
  },
});
