// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockByTypedPassphrase, unlockWithGivenSecret } from './unlock.ts';

/** Only checks the secret: processes share no unlocked state. */
export const vaultUnlockCommand: Command = {
  name: 'vault unlock',
  synopsis: '[--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: {
    'zh-CN': '检查主密码、恢复码或 U盾 能否打开保险库',
    en: 'check that a passphrase, recovery code or USB token opens the vault',
  },
  words: [0, 0],
  ...unlockOptions,
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const by = (await unlockWithGivenSecret(run)) ?? (await unlockByTypedPassphrase(run));
    if (by === null) throw new AppError('secret-missing');
    output.value({ opens: true, protector: by }, [words(language).opens]);
    return exit.done;
  },
};
