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
    'zh-CN': '查看并确认其他程序的改动',
    en: 'Review changes made by other programs, then accept them',
  },
  options: unlockOptions,
  description: {
    'zh-CN': '查明原因后，确认其他程序的改动。活动记录会写明您确认了哪些内容。',
    en: 'Accepts changes made by another program, once you know the cause. The log records what you accepted.',
  },
  examples: [
    {
      line: 'certsteward log acknowledge --yes --passphrase-file secret.txt',
      'zh-CN': '确认改动',
      en: 'Accept the changes',
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
    await vault.activity.accept(report.findings);
    const { seal } = await vault.activity.verify();
    run.output.value({ seal, accepted: report.findings }, [text.logAcknowledged]);
    return exit.done;
  },
});
