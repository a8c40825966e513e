// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { defineCommand } from '../command.ts';
import { countText } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { sealLines } from './seal-lines.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const logVerifyCommand = defineCommand({
  name: 'log verify',
  summary: { 'zh-CN': '检查活动记录和保险库的改动', en: 'Check the activity log and the vault for changes' },
  options: unlockOptions,
  description: {
    'zh-CN': '检查活动记录是否完整，有没有被截断或改写。结果是“完整”、“尚未检查”或“被其他程序改动”。',
    en: 'Checks that the activity log is complete and was neither cut short nor rewritten. The result is “complete”, “not yet verified” or “changed by another program”.',
  },
  examples: [
    {
      line: 'certsteward log verify --passphrase-file secret.txt',
      'zh-CN': '同时检查保险库的改动',
      en: 'Also check for changes made by other programs',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.verification],
  seeAlso: ['log', 'vault verify'],
  async run(run) {
    const vault = await run.services.vault.require();
    // Without a secret, this checks only consistency, and the answer says so.
    await unlockIfPossible(run);
    const report = await vault.activity.verify();
    const text = words(run.language);
    const chain = report.findings.some(({ problem }) => problem.startsWith('log-'))
      ? []
      : [fillMessage(text.logChainSound, { count: countText(run.language, report.entries, 'entry') })];
    run.output.value({ ...report, sealChecked: vault.isUnlocked }, [
      ...chain,
      ...sealLines(run.language, report, vault.isUnlocked),
    ]);
    return report.findings.length === 0 ? exit.done : exit.verification;
  },
});
