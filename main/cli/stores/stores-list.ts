// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { storeValue } from './store-options.ts';

export const storesListCommand: Command = {
  name: 'stores list',
  synopsis: '',
  summary: { 'zh-CN': '列出浏览器和系统的证书库', en: 'list the certificate stores of browsers and the system' },
  words: [0, 0],
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
};
