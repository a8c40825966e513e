// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { errorCodes } from '../../../shared/domain/errors/error-codes.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { localTime } from '../output/local-time.ts';
import { backupTexts } from './backup-texts.ts';
import { errorText } from '../output/messages.ts';
import { tableLines, type Row } from '../output/table.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { backupAnswer, type BackupAnswer } from './backup-answer.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const backupHistoryCommand = defineCommand({
  name: 'backup history',
  summary: {
    'zh-CN': '列出备份记录和检查结果',
    en: 'List backups and the results of their checks',
  },
  description: {
    'zh-CN': '列出做过的备份、保存的位置和最近一次检查的结果。--json 还会列出每张没有最新备份的证书。',
    en: 'Lists the backups you made, where they are saved and the result of the last check. With --json, every certificate without a current backup is named.',
  },
  examples: [{ line: 'certsteward backup history --json', 'zh-CN': '供脚本使用', en: 'For scripts' }],
  exitCodes: [exit.notFound],
  seeAlso: ['backup create', 'backup verify'],
  async run(run) {
    const vault = await run.services.vault.require();
    const { language, output } = run;
    const backups = (await run.services.backups.history()).map(backupAnswer);
    const { columns, noHistory } = backupTexts[language];
    const lines = tableLines(
      [
        { title: columns.made },
        { title: columns.certificates, align: 'right' },
        { title: columns.keys, align: 'right' },
        { title: columns.lastCheck },
      ],
      backups.map((backup) => backupRow(language, backup)),
      output.terminal,
    );
    output.value(
      { backups, certificates: vault.backups.counts(), unsaved: vault.backups.unsafe() },
      backups.length === 0 ? [noHistory] : lines,
    );
    return exit.done;
  },
});

/** The path gets a separate line, because a wrapped path can't be pasted. */
function backupRow(language: Language, { createdAt, certificates, keys, problem, file }: BackupAnswer): Row {
  const { sound, unsound } = backupTexts[language];
  const code = errorCodes.find((each) => each === problem);
  return {
    cells: [
      { text: localTime(createdAt) },
      { text: certificates.toLocaleString('en') },
      { text: keys.toLocaleString('en') },
      problem === null ? { text: sound, style: 'green' } : { text: unsound, style: 'red' },
    ],
    notes: [
      { text: visibleText(file) },
      ...(code === undefined ? [] : [{ text: errorText(language, new AppError(code)), style: 'red' as const }]),
    ],
  };
}
