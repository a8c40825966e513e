// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { deletionTexts } from './deletion-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { backupPath } from '../backup/backup-answer.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const deleteCommand = defineCommand({
  name: 'delete',
  summary: {
    'zh-CN': '删除证书及其私钥，30 天内可以恢复',
    en: 'delete certificates with their private keys; they can come back for 30 days',
  },
  words: { name: 'ID', count: [1, 10_000] },
  writes: true,
  description: {
    'zh-CN': '把证书移到最近删除。30 天后彻底清除，在那之前可以恢复。没有备份的私钥先要备份，或用 --force。',
    en: 'Moves certificates to the trash. They are purged after 30 days and can be restored until then. A key without a backup is refused unless --force is given.',
  },
  examples: [{ line: 'certsteward delete 3f2a91bc --yes', 'zh-CN': '不再询问', en: 'without a question' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['trash list', 'trash restore', 'trash purge'],
  async run(run) {
    const { services, output } = run;
    await services.vault.require();
    const ids = new Set<string>();
    // Labels can move: accept only fingerprints.
    for (const word of run.arguments.words) ids.add(await services.certificates.resolveId(word, { labels: false }));
    const certificates = [...ids];
    const plan = await services.deletion.plan({ certificates });
    if (plan.withoutBackup > 0 && !run.arguments.flags.has('force')) {
      throw new AppError('backup-missing', { count: plan.withoutBackup, keys: plan.keys });
    }
    const texts = deletionTexts[run.language];
    const names = visibleText(plan.names.join(', '));
    const { installedIn, backups, ...counts } = plan;
    const stores = visibleText(installedIn.join(', '));
    const still = installedIn.length === 0 ? [] : [fillMessage(texts.stillInstalled, { stores })];
    const kept = backups.map((backup) =>
      fillMessage(texts.keptInBackup, { createdAt: backup.createdAt, file: visibleText(backupPath(backup)) }),
    );
    const question = fillMessage(texts.deleteQuestion, { ...counts, names });
    await confirmOnTerminal(run, [...still, ...kept, question].join('\n'));
    const done = await services.deletion.delete({ certificates });
    output.value({ ...done, certificates, installedIn, backups }, [
      fillMessage(texts.deleted, done),
      ...still,
      ...kept,
    ]);
    return exit.done;
  },
});
