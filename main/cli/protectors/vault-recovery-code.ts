// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { lastGroupOf } from '../../vault/protectors/recovery-code.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Printing counts as confirmation. */
export const vaultRecoveryCodeCommand = defineCommand({
  name: 'vault recovery-code',
  summary: { 'zh-CN': '生成新的恢复码，旧的失效', en: 'Make a new recovery code, the old one stops working' },
  options: unlockOptions,
  description: {
    'zh-CN': '生成新的恢复码，只显示一次。旧恢复码不能再打开这个保险库。',
    en: 'Makes a new recovery code and shows it once. The old one no longer opens this vault.',
  },
  examples: [
    {
      line: 'certsteward vault recovery-code --passphrase-file secret.txt',
      'zh-CN': '换一个恢复码',
      en: 'A new code',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault unlock', 'vault passphrase'],
  async run(run) {
    const vault = await run.services.vault.require();
    if ((await unlockIfPossible(run)) === null) throw new AppError('secret-missing');
    const recoveryCode = await vault.createRecoveryCode();
    await vault.confirmRecoveryCode(lastGroupOf(recoveryCode));
    const text = words(run.language);
    run.output.value({ recoveryCode, oldCopiesOpenWithOldSecret: true }, [
      text.recoveryCodeOnce,
      recoveryCode,
      text.oldCopies,
    ]);
    return exit.done;
  },
});
