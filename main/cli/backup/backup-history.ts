// SPDX-License-Identifier: Apache-2.0
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { backupAnswer } from './backup-answer.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const backupHistoryCommand = defineCommand({
  name: 'backup history',
  summary: {
    'zh-CN': '列出做过的备份、上次检查的结果，以及还没有备份的证书',
    en: 'list the backups that were made, what their last look found, and the certificates without one',
  },
  description: {
    'zh-CN': '列出做过的备份、它们在哪里、最近一次检查的结果；--json 还给出每个还没有备份的证书。',
    en: 'Lists the backups that were made, where they lie and what their last look found; --json names every certificate that no backup holds as it is now.',
  },
  examples: [{ line: 'certsteward backup history --json', 'zh-CN': '给脚本', en: 'for a script' }],
  exitCodes: [exit.notFound],
  seeAlso: ['backup create', 'backup verify'],
  async run(run) {
    const vault = await run.services.vault.require();
    const backups = (await run.services.backups.history()).map(backupAnswer);
    const texts = backupTexts[run.language];
    run.output.value(
      { backups, certificates: vault.backups.counts(), unsaved: vault.backups.unsafe() },
      backups.length === 0
        ? [texts.noHistory]
        : backups.map(({ createdAt, file, certificates, keys, problem }) => {
            const look = problem === null ? texts.sound : fillMessage(texts.problem, { problem });
            return `${createdAt}  ${certificates}/${keys}  ${visibleText(file)}  ${look}`;
          }),
    );
    return exit.done;
  },
});
