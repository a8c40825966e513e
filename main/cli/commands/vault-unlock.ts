import { AppError } from '../../../shared/domain/app-error.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { words } from '../messages.ts';
import { unlockWithGivenSecret } from '../unlock.ts';

/** Only checks that the given secret opens the vault: processes share no unlocked state. */
export const vaultUnlockCommand: Command = {
  name: 'vault unlock',
  synopsis: '[--passphrase-file FILE | --recovery-code-file FILE]',
  summary: {
    'zh-CN': '检查主密码或恢复码能否打开保险库',
    en: 'check that a passphrase or recovery code opens the vault',
  },
  words: [0, 0],
  secrets: ['passphrase', 'recovery-code'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const by = await unlockWithGivenSecret(run);
    if (by === null) throw new AppError('secret-missing');
    output.value({ opens: true, protector: by }, [words(language).opens]);
    return exit.done;
  },
};
