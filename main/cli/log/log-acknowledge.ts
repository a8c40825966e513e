// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { sealLines } from './seal-lines.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const logAcknowledgeCommand = defineCommand({
  name: 'log acknowledge',
  summary: {
    'zh-CN': '看过改动后，按保险库的当前状态重新封存',
    en: 'after looking at what was changed, seal the vault as it is now',
  },
  options: unlockOptions,
  description: {
    'zh-CN': '查明原因后，接受一份已破坏的记录并重新封存。',
    en: 'Accepts a log that was found broken, once you know why, and seals it anew.',
  },
  examples: [
    {
      line: 'certsteward log acknowledge --yes --passphrase-file secret.txt',
      'zh-CN': '接受并封存',
      en: 'accept and seal',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['log verify'],
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
});
