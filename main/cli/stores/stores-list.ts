// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { storeValue } from './store-options.ts';

export const storesListCommand = defineCommand({
  name: 'stores list',
  summary: { 'zh-CN': '列出浏览器和系统的证书库', en: 'list the certificate stores of browsers and the system' },
  description: {
    'zh-CN':
      '列出这台电脑上浏览器和系统的证书库、它们的状态和里面的证书数。name 是其他命令里的 STORE；只写 chromium 或 firefox 就是默认的那个。',
    en: 'Lists the certificate stores of browsers and of the system, with their state and how much they hold. Its name is the STORE of other commands; chromium or firefox alone is the default one.',
  },
  examples: [{ line: 'certsteward stores list --json', 'zh-CN': '给脚本', en: 'for a script' }],
  exitCodes: [],
  seeAlso: ['stores inventory', 'stores install'],
  async run({ services, output, language }) {
    const { stores } = await services.stores.list({ refresh: true });
    const text = storeTexts[language];
    const line = (store: Store): string => {
      const counted = store.certificates === null ? [] : [fillMessage(text.counts, { ...store })];
      const state = [text.state[store.state], ...(store.running ? [text.running] : []), ...counted].join(text.comma);
      return `${visibleText(store.id)}\n  ${visibleText(store.name)}${text.colon}${state}`;
    };
    output.value({ stores: stores.map(storeValue) }, stores.length === 0 ? [text.noStores] : stores.map(line));
    return exit.done;
  },
});
