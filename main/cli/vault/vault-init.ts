// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { createVaultOnce } from './vault-creation.ts';

export const vaultInitCommand: Command = {
  name: 'vault init',
  synopsis: '[--passphrase-file FILE]',
  summary: { 'zh-CN': '新建保险库', en: 'create the vault' },
  words: [0, 0],
  secrets: ['passphrase'],
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
    ]);
    return exit.done;
  },
};
