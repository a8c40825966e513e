// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { lastGroupOf } from '../../vault/protectors/recovery-code.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Printing counts as confirmation. */
export const vaultRecoveryCodeCommand: Command = {
  name: 'vault recovery-code',
  synopsis: '[--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: { 'zh-CN': '生成新的恢复码，原来的随即失效', en: 'make a new recovery code; the former one ends' },
  words: [0, 0],
  ...unlockOptions,
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
};
