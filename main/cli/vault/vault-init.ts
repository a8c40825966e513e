// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { createVaultOnce, hasOnlyRecoveryCode } from './vault-creation.ts';
import { secrets } from '../runtime/secret-options.ts';

export const vaultInitCommand = defineCommand({
  name: 'vault init',
  summary: { 'zh-CN': '新建保险库', en: 'Create the vault' },
  options: {
    ...secrets('passphrase'),
  },
  description: {
    'zh-CN':
      '新建保险库，并显示一次恢复码。提供主密码时用主密码保护，系统密码库可用时，也用系统密码库保护。都没有时只能用恢复码解锁。第一次导入也会新建保险库，因此可以跳过这一步。',
    en: 'Creates the vault and shows its recovery code once. The vault is protected by the passphrase if you provide one, and by the system password store if available. Without them, only the recovery code unlocks it. The first import creates the vault too, so you can skip this step.',
  },
  examples: [
    {
      line: 'certsteward vault init',
      'zh-CN': '用系统密码库和恢复码保护',
      en: 'With the system password store and a recovery code',
    },
    {
      line: 'certsteward vault init --passphrase-file secret.txt',
      'zh-CN': '同时设置主密码',
      en: 'With a passphrase too',
    },
  ],
  exitCodes: [exit.password],
  seeAlso: ['vault status', 'import'],
  async run(run) {
    const { services, output, language } = run;
    if ((await services.vault.current()) !== null) throw new AppError('vault-exists');
    const creation = createVaultOnce(run);
    await creation.ensure();
    const created = creation.created();
    if (created === null) throw new AppError('vault-exists');
    output.value({ vaultCreated: created }, [
      words(language).vaultCreated,
      words(language).recoveryCodeOnce,
      created.recoveryCode,
      ...(hasOnlyRecoveryCode(created) ? [words(language).onlyRecoveryCode] : []),
    ]);
    return exit.done;
  },
});
