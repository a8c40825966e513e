// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passwordList, storeOfOption, storePassword, storeRun } from './store-options.ts';

export const storesRemoveCommand: Command = {
  name: 'stores remove',
  synopsis: 'ID --from STORE [--store-password-file FILE]',
  summary: {
    'zh-CN': '从浏览器或系统移除一张证书和它的私钥',
    en: 'remove one certificate and its key from a browser or the system',
  },
  words: [1, 1],
  values: ['from'],
  secrets: ['store-password'],
  writes: true,
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    // Repair an interrupted change first.
    await services.stores.reconcile();
    const store = await storeOfOption(run, 'from');
    // Labels can move.
    const wanted = { labels: false, storeId: store.id };
    const sha256 = await services.stores.resolveId(run.arguments.words[0] ?? '', wanted);
    const items = [{ sha256, storeId: store.id }];
    const [planned] = (await services.stores.planRemove({ items })).items;
    if (!planned) throw new AppError('not-installed');
    if (planned.code !== null) throw new AppError(planned.code, { store: store.id });
    const evenLastCopy = run.arguments.flags.has('force');
    if (planned.lastCopy && !evenLastCopy) throw new AppError('last-key-copy', { store: store.id });
    const text = storeTexts[language];
    const named = { store: visibleText(store.name), name: visibleText(planned.displayName) };
    await confirmOnTerminal(run, fillMessage(text.removeQuestion, named));
    const passwords = passwordList(store, await storePassword(run, store));
    const done = await services.stores.remove({ items, passwords, evenLastCopy }, storeRun(run));
    const [item] = done.items;
    if (item?.outcome !== 'removed') throw new AppError(item?.code ?? 'internal', { store: store.id });
    output.value({ ...done, keyStays: planned.keyStays }, [
      fillMessage(text.removed, named),
      ...(done.restart.length > 0 ? [text.restart] : []),
    ]);
    return exit.done;
  },
};
