// SPDX-License-Identifier: Apache-2.0
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { backupAnswer } from './backup-answer.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const backupHistoryCommand: Command = {
  name: 'backup history',
  synopsis: '',
  summary: {
    'zh-CN': '列出做过的备份、上次检查的结果，以及还没有备份的证书',
    en: 'list the backups that were made, what their last look found, and the certificates without one',
  },
  words: [0, 0],
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
};
