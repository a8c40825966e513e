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
    'zh-CN': '把浏览器或系统里的证书和私钥放进保险库',
    en: 'take a certificate and its key from a browser or the system into the vault',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    from: fromStoreOption,
    'certificate-only': flag({ 'zh-CN': '只取证书，不取私钥', en: 'take the certificate without its key' }),
    ...secrets('store-password', 'passphrase'),
  },
  writes: true,
  description: {
    'zh-CN':
      '把浏览器里的证书、私钥和那里的上级证书放进保险库，浏览器里的不动。标记为不可导出的私钥拿不出来，可以用 --certificate-only 只取证书。',
    en: 'Takes certificate, key and the issuers that are there into the vault; the browser keeps its own. A key that is marked as not exportable stays where it is: --certificate-only takes the certificate alone.',
  },
  examples: [{ line: 'certsteward stores import 3f2a91bc --from firefox', 'zh-CN': '连同私钥', en: 'with its key' }],
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
