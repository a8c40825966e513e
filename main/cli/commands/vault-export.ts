import { resolve } from 'node:path';
import { vaultFileTexts } from '../../../shared/i18n/command-line-vault-file.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { refuseExisting } from '../refuse-existing.ts';
import { unlockWithGivenSecret } from '../unlock.ts';

export const vaultExportCommand: Command = {
  name: 'vault export',
  synopsis: 'FILE [--recovery-code-file FILE]',
  summary: {
    'zh-CN': '把整个保险库导出为一个文件，带到另一台电脑（须先保存恢复码）',
    en: 'write the whole vault as one file for another computer (the recovery code must be saved first)',
  },
  words: [1, 1],
  writes: true,
  secrets: ['recovery-code'],
  async run(run) {
    const path = resolve(run.arguments.words[0] ?? '');
    await run.services.vault.require();
    if (!run.arguments.flags.has('yes')) await refuseExisting(path);
    // Whoever gives the code has saved it: that is what the export waits for (K01).
    await unlockWithGivenSecret(run);
    const written = await run.services.vaultFiles.export(path);
    const value = { file: path, ...written };
    run.output.value(value, [fillMessage(vaultFileTexts[run.language].exported, value)]);
    return exit.done;
  },
};
