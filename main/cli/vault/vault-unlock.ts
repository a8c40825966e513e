// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockByTypedPassphrase, unlockWithGivenSecret } from './unlock.ts';

/** Only checks the secret: processes share no unlocked state. */
export const vaultUnlockCommand = defineCommand({
  name: 'vault unlock',
  summary: {
    'zh-CN': '检查主密码、恢复码或 USB Key 能否解锁保险库',
    en: 'Check that a passphrase, recovery code or USB key unlocks the vault',
  },
  options: unlockOptions,
  description: {
    'zh-CN':
      '只检查主密码、恢复码或 USB Key 能否解锁保险库。PIN 只发送一次。命令之间不共享解锁状态，每个需要私钥的命令都要单独解锁。',
    en: 'Only checks that the passphrase, recovery code or USB key unlocks the vault. The PIN is sent once. Commands do not share an unlocked vault. Each command that needs a key unlocks the vault itself.',
  },
  examples: [
    {
      line: 'certsteward vault unlock --passphrase-file secret.txt',
      'zh-CN': '检查主密码',
      en: 'Check the passphrase',
    },
    {
      line: 'certsteward vault unlock --recovery-code-stdin < code.txt',
      'zh-CN': '检查写下的恢复码',
      en: 'Check the recovery code you wrote down',
    },
    {
      line: 'certsteward vault unlock --token 1a2b3c4d --pin-file pin.txt',
      'zh-CN': '检查 USB Key',
      en: 'Check a USB key',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault status'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const by = (await unlockWithGivenSecret(run)) ?? (await unlockByTypedPassphrase(run));
    if (by === null) throw new AppError('secret-missing');
    output.value({ opens: true, protector: by }, [words(language).opens]);
    return exit.done;
  },
});
