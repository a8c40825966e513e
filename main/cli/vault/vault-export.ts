// SPDX-License-Identifier: Apache-2.0
import { vaultFileTexts } from './vault-file-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockWithGivenSecret } from './unlock.ts';

export const vaultExportCommand: Command = {
  name: 'vault export',
  synopsis: 'FILE [--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: {
    'zh-CN': '把整个保险库导出为一个文件，带到另一台电脑（须先保存恢复码，或在此输入主密码）',
    en: 'write the whole vault as one file for another computer (save the recovery code first, or give the passphrase)',
  },
  words: [1, 1],
  writes: true,
  ...unlockOptions,
  async run(run) {
    await run.services.vault.require();
    const file = await outputNamed(run, run.arguments.words[0] ?? '');
    // Proves that the code was saved or the passphrase is known (K01).
    const by = await unlockWithGivenSecret(run);
    const written = await run.services.vaultFiles.export(file, { passphraseGiven: by === 'passphrase' });
    const value = { file: file.path, ...written };
    run.output.value(value, [fillMessage(vaultFileTexts[run.language].exported, value)]);
    return exit.done;
  },
};
