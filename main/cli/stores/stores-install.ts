// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { passedKinds, proofLines } from './proof-lines.ts';
import { passwordList, storeOfOption, storePassword, storeRun } from './store-options.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const storesInstallCommand: Command = {
  name: 'stores install',
  synopsis: 'ID --to STORE [--store-password-file FILE]',
  summary: {
    'zh-CN': '把证书和私钥安装到浏览器或系统，并测试',
    en: 'install a certificate with its key in a browser or the system, and test it',
  },
  words: [1, 1],
  values: ['to', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: ['store-password', ...unlockOptions.secrets],
  writes: true,
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
};
