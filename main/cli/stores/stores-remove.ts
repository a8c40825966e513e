// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passwordList, storeOfOption, storePassword, storeRun, fromStoreOption } from './store-options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const storesRemoveCommand = defineCommand({
  name: 'stores remove',
  summary: {
    'zh-CN': '从浏览器或系统移除一张证书和私钥',
    en: 'Remove one certificate and its key from a browser or the system',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    from: fromStoreOption,
    ...secrets('store-password'),
  },
  writes: true,
  description: {
    'zh-CN':
      '只移除这一张证书和私钥，其他同名证书不受影响。同一位置还有其他证书使用这个私钥时，会保留私钥。私钥没有其他副本时要加 --force。如果浏览器正在运行，重新启动后才不再显示这张证书。',
    en: 'Removes exactly this certificate and its key, never another one with the same name. A key that another certificate in the store uses is kept. To remove the last copy of a key, add --force. A running browser still shows the certificate until you restart it.',
  },
  examples: [
    {
      line: 'certsteward stores remove 3f2a91bc --from chromium --yes',
      'zh-CN': '跳过确认',
      en: 'Without asking',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['stores inventory', 'stores install'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await services.stores.reconcile();
    const store = await storeOfOption(run, 'from');
    // Labels can be reassigned, so accept only fingerprints.
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
});
