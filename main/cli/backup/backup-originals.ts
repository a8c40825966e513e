// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { isStill, originalFiles, type SeenFile } from '../../backup/original-files.ts';
import { findGio, trashWithGio } from '../../hosts/node/gio-trash.ts';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';
import { defineCommand } from '../command.ts';
import { fillCounted } from '../output/counts.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { flag } from '../runtime/options.ts';
import { backupAnswer } from './backup-answer.ts';
import { backupTexts } from './backup-texts.ts';

export const backupOriginalsCommand = defineCommand({
  name: 'backup originals',
  summary: {
    'zh-CN': '列出已备份的原文件，可移到回收站',
    en: 'List original files that are now in a backup, or move them to the trash',
  },
  options: {
    trash: flag({
      'zh-CN': '把这些文件移到回收站（仅 Linux，需要 gio）',
      en: 'Move these files to the trash (Linux only, with gio)',
    }),
  },
  writes: true,
  description: {
    'zh-CN':
      '列出可以移到回收站的原文件：导入后没有改动，私钥都在同一份检查通过的备份里（取符合条件的最近一份）。加 --trash 移到回收站，之后可以从回收站还原。--json 的 value 有 backup、files、trashed。',
    en: 'Lists the files you imported whose private keys are all in one backup that passed its check (the newest with such files), and that have not changed since you imported them. With --trash, they are moved to the trash, and you can restore them from there. With --json, value has backup, files and trashed.',
  },
  examples: [
    { line: 'certsteward backup originals', 'zh-CN': '查看有哪些文件', en: 'List the files' },
    { line: 'certsteward backup originals --trash', 'zh-CN': '移到回收站', en: 'Move the files to the trash' },
  ],
  exitCodes: [exit.notFound, exit.unsupported, exit.locked],
  seeAlso: ['backup history', 'backup create'],
  async run(run) {
    const { services, output, language } = run;
    const texts = backupTexts[language];
    const vault = await services.vault.require();
    const rows = await services.backups.history();
    const found = await latestWithOriginals(rows, async (row) => originalFiles(vault, row));
    const files = found?.files ?? [];
    const answer = { backup: found && backupAnswer(found.row), files: files.map(({ path }) => path) };
    const lines = files.map(({ path }) => visibleText(path));
    if (!run.arguments.flags.has('trash') || files.length === 0) {
      output.value({ ...answer, trashed: [] }, files.length === 0 ? [texts.noOriginals] : lines);
      return exit.done;
    }
    const gio = findGio(process.platform, process.env);
    if (gio === null) throw new AppError('not-available', { what: 'trash' });
    const question = fillCounted(language, texts.trashQuestion, { count: files.length });
    await confirmOnTerminal(run, `${lines.join('\n')}\n${question}`);
    const trashed: string[] = [];
    for (const file of files) {
      // The file may have changed since it was listed.
      if (!(await isStill(file))) throw new AppError('file-unreadable', { file: file.path, cause: 'ENOENT' });
      await trashWithGio(gio, file.path);
      trashed.push(file.path);
      const text = fillMessage(texts.trashed, { file: visibleText(file.path) });
      output.progress({ event: 'trashed', file: file.path }, text);
    }
    output.value({ ...answer, trashed }, [fillCounted(language, texts.trashedAll, { count: trashed.length })]);
    return exit.done;
  },
});

/** `rows` are newest first. */
async function latestWithOriginals(
  rows: readonly BackupRow[],
  originals: (row: BackupRow) => Promise<readonly SeenFile[]>,
): Promise<{ readonly row: BackupRow; readonly files: readonly SeenFile[] } | null> {
  for (const row of rows) {
    const files = await originals(row);
    if (files.length > 0) return { row, files };
  }
  return null;
}
