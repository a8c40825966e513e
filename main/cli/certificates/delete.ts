// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from './deletion-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { backupPath } from '../backup/backup-answer.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { countText } from '../output/counts.ts';
import { localDay, localTime } from '../output/local-time.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const deleteCommand = defineCommand({
  name: 'delete',
  summary: {
    'zh-CN': '移到“最近删除”，保留 30 天',
    en: 'Move certificates to “Recently deleted” for 30 days',
  },
  words: { name: 'ID', count: [1, 10_000] },
  writes: true,
  description: {
    'zh-CN': '把证书和私钥移到“最近删除”，30 天内可以用 trash restore 恢复。私钥没有备份时要加 --force。',
    en: 'Moves certificates and their keys to “Recently deleted”. You can restore them for 30 days with trash restore. To delete a key that has no backup, add --force.',
  },
  examples: [{ line: 'certsteward delete 3f2a91bc --yes', 'zh-CN': '跳过确认', en: 'Without asking' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['trash list', 'trash restore', 'trash purge'],
  async run(run) {
    const { services, output } = run;
    await services.vault.require();
    const ids = new Set<string>();
    // Labels can be reassigned, so accept only fingerprints.
    for (const word of run.arguments.words) ids.add(await services.certificates.resolveId(word, { labels: false }));
    const certificates = [...ids];
    const plan = await services.deletion.plan({ certificates });
    if (plan.withoutBackup > 0 && !run.arguments.flags.has('force')) {
      throw new AppError('backup-missing', { count: plan.withoutBackup, keys: plan.keys });
    }
    const texts = deletionTexts[run.language];
    const names = plan.names.map(visibleText);
    const { installedIn, backups, ...counts } = plan;
    const stores = installedIn.map(visibleText);
    const still = installedIn.length === 0 ? [] : [fillMessage(texts.stillInstalled, { stores })];
    const kept = backups.map((backup) =>
      fillMessage(texts.keptInBackup, {
        createdAt: localTime(backup.createdAt),
        file: visibleText(backupPath(backup)),
      }),
    );
    const question = fillMessage(texts.deleteQuestion, {
      certificates: countText(run.language, counts.certificates, 'certificate'),
      keys: countText(run.language, counts.keys, 'private key'),
      names,
    });
    await confirmOnTerminal(run, [...still, ...kept, question].join('\n'));
    const done = await services.deletion.delete({ certificates });
    output.value({ ...done, certificates, installedIn, backups }, [
      fillMessage(texts.deleted, {
        deleted: countText(run.language, done.deleted, 'certificate'),
        keys: countText(run.language, done.keys, 'private key'),
        purgeAt: localDay(done.purgeAt),
        id: certificates.length === 1 ? (certificates[0]?.slice(0, 8) ?? null) : null,
      }),
      ...still,
      ...kept,
    ]);
    return exit.done;
  },
});
