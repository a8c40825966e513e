// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { sealLines } from './seal-lines.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const logVerifyCommand: Command = {
  name: 'log verify',
  synopsis: '[--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: { 'zh-CN': '检查活动记录和封存', en: 'check the activity log and its seal' },
  words: [0, 0],
  ...unlockOptions,
  async run(run) {
    const vault = await run.services.vault.require();
    // Without a secret, checks only consistency; the answer says so.
    await unlockIfPossible(run);
    const report = await vault.activity.verify();
    const text = words(run.language);
    const chain = report.findings.some(({ problem }) => problem.startsWith('log-'))
      ? []
      : [fillMessage(text.logChainSound, { count: String(report.entries) })];
    run.output.value({ ...report, sealChecked: vault.isUnlocked }, [
      ...chain,
      ...sealLines(run.language, report, vault.isUnlocked),
    ]);
    return report.findings.length === 0 ? exit.done : exit.verification;
  },
};
