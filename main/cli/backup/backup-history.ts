// SPDX-License-Identifier: Apache-2.0
import { countText } from '../output/counts.ts';
import { localTime } from '../output/local-time.ts';
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { backupAnswer } from './backup-answer.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const backupHistoryCommand = defineCommand({
  name: 'backup history',
  summary: {
    'zh-CN': '列出备份记录，以及没有备份的证书',
    en: 'List backups and certificates without one',
  },
  description: {
    'zh-CN': '列出做过的备份、保存的位置和最近一次检查的结果。--json 还给出每张没有最新备份的证书。',
    en: 'Lists the backups you made, where they are saved and the result of the last check. --json names every certificate without a current backup.',
  },
  examples: [{ line: 'certsteward backup history --json', 'zh-CN': '给脚本用', en: 'For a script' }],
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
            const held = [
              countText(run.language, certificates, 'certificate'),
              countText(run.language, keys, 'private key'),
            ];
            return `${localTime(createdAt)}  ${held.join('  ')}  ${visibleText(file)}  ${look}`;
          }),
    );
    return exit.done;
  },
});
