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
    'zh-CN': '检查主密码、恢复码或 U盾 能否打开保险库',
    en: 'check that a passphrase, recovery code or USB token opens the vault',
  },
  options: unlockOptions,
  description: {
    'zh-CN':
      '只检查给出的主密码、恢复码或 U盾 能否打开保险库；U盾 的 PIN 只发送一次。命令之间不共享打开状态：需要私钥的命令各自打开。',
    en: 'Only checks that the given passphrase, recovery code or USB token opens the vault; the PIN is sent to the token once. Commands share no open state: each one that needs a key opens the vault for itself.',
  },
  examples: [
    {
      line: 'certsteward vault unlock --passphrase-file secret.txt',
      'zh-CN': '检查主密码',
      en: 'check the passphrase',
    },
    {
      line: 'certsteward vault unlock --recovery-code-stdin < code.txt',
      'zh-CN': '检查抄下的恢复码',
      en: 'check the recovery code that was written down',
    },
    {
      line: 'certsteward vault unlock --token 1a2b3c4d --pin-file pin.txt',
      'zh-CN': '检查 U盾',
      en: 'check a USB token',
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
