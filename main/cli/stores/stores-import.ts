// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { storeOfOption, storePassword, storeRun, fromStoreOption } from './store-options.ts';
import { createVaultOnce, tellingCreated } from '../vault/vault-creation.ts';
import { flag } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const storesImportCommand = defineCommand({
  name: 'stores import',
  summary: {
    'zh-CN': '把浏览器或系统里的证书和私钥导入保险库',
    en: 'Import a certificate and key from a browser or the system',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    from: fromStoreOption,
    'certificate-only': flag({ 'zh-CN': '只导入证书，不导入私钥', en: 'Import the certificate without its key' }),
    ...secrets('store-password', 'passphrase'),
  },
  writes: true,
  description: {
    'zh-CN':
      '把浏览器里的证书、私钥和上级证书导入保险库，浏览器里的保持不变。设为不可导出的私钥不能导入，可以用 --certificate-only 只导入证书。',
    en: 'Imports a certificate, its key and its CA certificates into the vault. The browser keeps its own copy. A key marked as not exportable cannot be imported. To import only the certificate, add --certificate-only.',
  },
  examples: [{ line: 'certsteward stores import 3f2a91bc --from firefox', 'zh-CN': '连同私钥', en: 'With its key' }],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['stores inventory', 'import'],
  async run(run) {
    const { services, output, language } = run;
    const store = await storeOfOption(run, 'from');
    const wanted = { labels: false, storeId: store.id };
    const sha256 = await services.stores.resolveId(run.arguments.words[0] ?? '', wanted);
    const password = await storePassword(run, store);
    const vault = createVaultOnce(run, { opens: true });
    return await tellingCreated(run, vault, async () => {
      await vault.ensure();
      const withKey = !run.arguments.flags.has('certificate-only');
      const done = await services.stores.takeIn({ sha256, storeId: store.id, password, withKey }, storeRun(run));
      const created = vault.created();
      const text = storeTexts[language];
      const changed = done.added || done.keyAdded;
      output.value({ sha256, ...done, ...(created && { vaultCreated: created }) }, [
        ...(created ? [words(language).recoveryCodeOnce, created.recoveryCode] : []),
        changed ? fillMessage(text.takenIn, { store: visibleText(store.name) }) : text.alreadyThere,
      ]);
      return exit.done;
    });
  },
});
