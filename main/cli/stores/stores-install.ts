// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passedKinds, proofLines } from './proof-lines.ts';
import { passwordList, storeOfOption, storePassword, storeRun, toStoreOption } from './store-options.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { secrets } from '../runtime/secret-options.ts';

export const storesInstallCommand = defineCommand({
  name: 'stores install',
  summary: {
    'zh-CN': '把证书和私钥安装到浏览器或系统，并测试',
    en: 'install a certificate with its key in a browser or the system, and test it',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    to: toStoreOption,
    ...secrets('store-password'),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN': '安装后重新读取，并让那里的私钥签名，通过才算成功。已经安装过的不会再写。根证书不会安装，信任设置不变。',
    en: 'After the install the store is read again and its key has to sign before success is told. A certificate that is there already is refused before anything is written. No root goes in, and no trust changes.',
  },
  examples: [
    { line: 'certsteward stores install label:Bank --to chromium', 'zh-CN': '安装到 Chromium', en: 'in Chromium' },
    {
      line: 'certsteward stores install 3f2a91bc --to firefox:default-esr --store-password-file primary.txt',
      'zh-CN': '设有主密码的 Firefox',
      en: 'in a Firefox with a primary password',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['stores list', 'stores test', 'stores remove'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    // Repair an interrupted change first.
    await services.stores.reconcile();
    const store = await storeOfOption(run, 'to');
    const sha256 = await services.certificates.resolveId(run.arguments.words[0] ?? '', { labels: true });
    const text = storeTexts[language];
    const pair = { certificates: [sha256], storeIds: [store.id] };
    const [planned] = (await services.stores.planInstall(pair)).items;
    // Ask only for what will be used.
    if (planned?.outcome === 'already-installed') throw new AppError('already-installed', { store: store.id });
    if (planned?.code === 'sm2-not-in-browser') throw new AppError(planned.code, { store: store.id });
    await unlockIfPossible(run);
    const passwords = passwordList(store, await storePassword(run, store));
    const { items } = await services.stores.install({ ...pair, passwords }, storeRun(run));
    const [item] = items;
    if (!item || item.outcome !== 'installed') {
      throw new AppError(item?.code ?? 'internal', { store: store.id, passed: passedKinds(item?.proofs ?? []) });
    }
    const named = { store: visibleText(store.name), name: visibleText(item.displayName) };
    output.value({ items, namesake: planned?.namesake ?? false }, [
      fillMessage(text.installed, named),
      ...proofLines(language, item.proofs),
      ...(planned?.namesake === true ? [text.namesake] : []),
    ]);
    return exit.done;
  },
});
