// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { sealLines } from './seal-lines.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const logAcknowledgeCommand: Command = {
  name: 'log acknowledge',
  synopsis: '[--yes] [--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: {
    'zh-CN': '看过改动后，按保险库的当前状态重新封存',
    en: 'after looking at what was changed, seal the vault as it is now',
  },
  words: [0, 0],
  ...unlockOptions,
  async run(run) {
    const text = words(run.language);
    const vault = await run.services.vault.require();
    if ((await unlockIfPossible(run)) === null) throw new AppError('vault-locked');
    const report = await vault.activity.verify();
    if (report.findings.length === 0) {
      run.output.value({ seal: report.seal, accepted: [] }, [text.logNothingToAccept]);
      return exit.done;
    }
    for (const line of sealLines(run.language, report, true)) run.output.progress({ event: 'finding', line }, line);
    await confirmOnTerminal(run, text.confirmAccept);
    await vault.activity.accept();
    const { seal } = await vault.activity.verify();
    run.output.value({ seal, accepted: report.findings }, [text.logAcknowledged]);
    return exit.done;
  },
};
