// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { saveRecoverySheet } from '../../exports/recovery-sheet.ts';
import { askedGroupsOf } from '../../vault/protectors/recovery-code.ts';
import { defineCommand } from '../command.ts';
import { localDay } from '../output/local-time.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { file } from '../runtime/options.ts';
import { outputNamed } from '../runtime/output-named.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { recoverySheetText } from './recovery-sheet-text.ts';

/** Showing or saving the code counts as confirmation. */
export const vaultRecoveryCodeCommand = defineCommand({
  name: 'vault recovery-code',
  summary: {
    'zh-CN': '生成新的恢复码，旧恢复码失效',
    en: 'Make a new recovery code, so that the old one stops working',
  },
  options: {
    output: file(
      'FILE',
      {
        'zh-CN': '不显示恢复码，改为保存成可打印的文本（覆盖要加 --yes）',
        en: 'Save a page to print instead of showing the code (add --yes to replace a file)',
      },
      { short: '-o' },
    ),
    ...unlockOptions,
  },
  description: {
    'zh-CN':
      '生成新的恢复码，只显示一次。旧的恢复码不能再解锁这个保险库。加 -o 时不显示恢复码，改为保存成可打印的文本。这个文件不能保存到有保险库或备份的文件夹里，打印后请删除。',
    en: 'Makes a new recovery code and shows it once. The old one no longer unlocks this vault. With -o, the code is not shown but saved as a page of text to print. The page cannot be saved in a folder with a vault or a backup. Delete the file once you have printed it.',
  },
  examples: [
    {
      line: 'certsteward vault recovery-code --passphrase-file secret.txt',
      'zh-CN': '换一个恢复码',
      en: 'A new code',
    },
    {
      line: 'certsteward vault recovery-code -o /media/usb/sheet.txt --passphrase-file secret.txt',
      'zh-CN': '保存到 U 盘，用来打印',
      en: 'On a USB drive, to print it',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault unlock', 'vault passphrase'],
  async run(run) {
    const vault = await run.services.vault.require();
    const named = run.arguments.values['output'];
    const sheet = named === undefined ? null : await outputNamed(run, named);
    if ((await unlockIfPossible(run)) === null) throw new AppError('secret-missing');
    const made = await vault.createRecoveryCode();
    const recoveryCode = made.code;
    const text = words(run.language);
    if (sheet === null) {
      await vault.confirmRecoveryCode(askedGroupsOf(made));
      const lines = [text.recoveryCodeOnce, recoveryCode, text.oldCopies];
      run.output.value({ recoveryCode, oldCopiesOpenWithOldSecret: true }, lines);
      return exit.done;
    }
    const { vaultId } = await run.services.vault.status();
    const facts = { code: recoveryCode, vaultId: vaultId ?? '', date: localDay(run.now().toISOString()) };
    // Confirm last: if the sheet can't be written, the old code must still work.
    const written = await saveRecoverySheet(sheet, {
      format: 'text',
      draw: async () => await Promise.resolve(recoverySheetText(run.language, facts)),
    });
    await vault.confirmRecoveryCode(askedGroupsOf(made));
    run.output.value({ file: written.displayPath, oldCopiesOpenWithOldSecret: true }, [
      fillMessage(text.recoverySheetWritten, { file: visibleText(written.displayPath) }),
      text.oldCopies,
    ]);
    return exit.done;
  },
});
