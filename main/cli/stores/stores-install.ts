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
    en: 'Install a certificate and key in a browser or the system, and test them',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    to: toStoreOption,
    ...secrets('store-password'),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '安装证书和私钥，重新读取，并测试私钥签名。已经和私钥一起安装过的不会重复写入。不安装根证书，也不改变信任设置。',
    en: 'Installs a certificate with its key, reads it back and tests the key by signing. A certificate that is already installed with its key is refused before anything is written. Root certificates are never installed, and trust settings do not change.',
  },
  examples: [
    { line: 'certsteward stores install label:Bank --to chromium', 'zh-CN': '安装到 Chromium', en: 'In Chromium' },
    {
      line: 'certsteward stores install 3f2a91bc --to firefox:default-esr --store-password-file primary.txt',
      'zh-CN': '安装到设有主密码的 Firefox',
      en: 'In Firefox with a primary password',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['stores list', 'stores test', 'stores remove'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await services.stores.reconcile();
    const store = await storeOfOption(run, 'to');
    const sha256 = await services.certificates.resolveId(run.arguments.words[0] ?? '', { labels: true });
    const text = storeTexts[language];
    const pair = { certificates: [sha256], storeIds: [store.id] };
    const [planned] = (await services.stores.planInstall(pair)).items;
    // Ask only for secrets that will be used.
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
    output.value({ items, namesake: planned?.namesake ?? false, loss: planned?.loss ?? null }, [
      fillMessage(text.installed, named),
      ...proofLines(language, item.proofs),
      ...(planned?.namesake === true ? [text.namesake] : []),
      ...(planned?.loss ? [text.reportedLost] : []),
    ]);
    return exit.done;
  },
});
