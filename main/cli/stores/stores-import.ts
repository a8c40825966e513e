// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { storeOfOption, storePassword, storeRun } from './store-options.ts';
import { createVaultOnce, tellingCreated } from '../vault/vault-creation.ts';

export const storesImportCommand: Command = {
  name: 'stores import',
  synopsis: 'ID --from STORE [--certificate-only] [--store-password-file FILE]',
  summary: {
    'zh-CN': '把浏览器或系统里的证书和私钥放进保险库',
    en: 'take a certificate and its key from a browser or the system into the vault',
  },
  words: [1, 1],
  values: ['from'],
  flags: ['certificate-only'],
  secrets: ['store-password', 'passphrase'],
  writes: true,
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
};
