// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { resolve } from 'node:path';
import { vaultFileTexts } from './vault-file-texts.ts';
import type { ForeignSecret } from '../../vault/export/read-foreign-vault.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { createVaultOnce, tellingCreated } from './vault-creation.ts';
import { secrets } from '../runtime/secret-options.ts';
import { alternatives } from '../runtime/options.ts';

/** Secrets unlock the file. `new-passphrase` is for a new vault. */
export const vaultImportCommand = defineCommand({
  name: 'vault import',
  summary: {
    'zh-CN': '合并另一台电脑的保险库文件',
    en: 'Merge a vault file from another computer',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: {
    ...alternatives(secrets('passphrase'), secrets('recovery-code')),
    ...secrets('new-passphrase'),
  },
  writes: true,
  description: {
    'zh-CN':
      '把 vault export 导出的文件合并到本机的保险库。用 --passphrase-file 或 --recovery-code-file 打开这个文件，--new-passphrase-file 用于本机新建的保险库。',
    en: 'Merges a file from vault export into this computer’s vault. Open that file with --passphrase-file or --recovery-code-file. If a vault is created here, set its passphrase with --new-passphrase-file.',
  },
  examples: [
    {
      line: 'certsteward vault import my-vault.csvault --passphrase-file secret.txt',
      'zh-CN': '合并',
      en: 'Merge a vault file',
    },
  ],
  exitCodes: [exit.password, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['vault export'],
  async run(run) {
    const path = resolve(run.arguments.words[0] ?? '');
    const secret = await secretOfFile(run);
    const ownSecrets = {
      ...run.secrets,
      read: async (name: Parameters<typeof run.secrets.read>[0]) =>
        run.secrets.read(name === 'passphrase' ? 'new-passphrase' : name),
    };
    const creation = createVaultOnce({ ...run, secrets: ownSecrets });
    return await tellingCreated(run, creation, async () => {
      const merged = await run.services.vaultFiles.import(path, secret, { prepare: creation.ensure });
      const created = creation.created();
      const texts = vaultFileTexts[run.language];
      const { certificates, keys, notes } = merged.unreadable;
      const unreadable = certificates.length + keys.length + notes.length;
      const counts = { added: merged.added.length, known: merged.known.length, keys: merged.keysAdded };
      run.output.value({ ...merged, ...(created && { vaultCreated: created }) }, [
        fillCounted(run.language, texts.imported, counts),
        ...(merged.oursKept > 0 ? [fillCounted(run.language, texts.oursKept, { count: merged.oursKept })] : []),
        ...(merged.anchorsAdded > 0
          ? [fillCounted(run.language, texts.anchorsAdded, { count: merged.anchorsAdded })]
          : []),
        ...(unreadable > 0 ? [fillCounted(run.language, texts.unreadable, { count: unreadable })] : []),
        ...(created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode]),
      ]);
      // Partial imports must not look like success.
      return unreadable > 0 ? exit.damaged : exit.done;
    });
  },
});

async function secretOfFile(run: CommandRun): Promise<ForeignSecret | null> {
  const code = await run.secrets.read('recovery-code');
  if (code !== null) return { kind: 'recovery-code', secret: code };
  const passphrase =
    (await run.secrets.read('passphrase')) ??
    (await run.secrets.prompt('passphrase', vaultFileTexts[run.language].passphraseOfFile));
  return passphrase === null ? null : { kind: 'passphrase', secret: passphrase };
}
