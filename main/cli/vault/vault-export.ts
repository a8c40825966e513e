// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { vaultFileTexts } from './vault-file-texts.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockWithGivenSecret } from './unlock.ts';

export const vaultExportCommand = defineCommand({
  name: 'vault export',
  summary: {
    'zh-CN': '把整个保险库导出为一个文件，带到另一台电脑',
    en: 'Save the whole vault as one file for another computer',
  },
  words: { name: 'FILE', count: [1, 1], files: true },
  options: unlockOptions,
  writes: true,
  description: {
    'zh-CN':
      '把整个保险库导出为一个文件，带到另一台电脑，不含最近删除的证书。打开这个文件要用保险库的主密码或恢复码。请先写下恢复码，或提供主密码。',
    en: 'Saves the whole vault as one file for another computer. Recently deleted certificates are left out. The file opens with the same passphrase or recovery code. Write down the recovery code first, or provide the passphrase.',
  },
  examples: [{ line: 'certsteward vault export my-vault.csvault', 'zh-CN': '导出为一个文件', en: 'One file' }],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault import', 'vault verify'],
  async run(run) {
    await run.services.vault.require();
    const file = await outputNamed(run, run.arguments.words[0] ?? '');
    // A given recovery code or passphrase proves that the file can be opened.
    const by = await unlockWithGivenSecret(run);
    const written = await run.services.vaultFiles.export(file, { passphraseGiven: by === 'passphrase' });
    const value = { file: file.path, ...written };
    run.output.value(value, [fillCounted(run.language, vaultFileTexts[run.language].exported, value)]);
    return exit.done;
  },
});
