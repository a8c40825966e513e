// SPDX-License-Identifier: Apache-2.0
import { deletionTexts } from './deletion-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const trashListCommand = defineCommand({
  name: 'trash list',
  summary: { 'zh-CN': '列出“最近删除”中的证书', en: 'list what was deleted in the last 30 days' },
  description: {
    'zh-CN': '列出最近删除里的证书和清除日期。',
    en: 'Lists what lies in the trash and when it is purged.',
  },
  examples: [{ line: 'certsteward trash list', 'zh-CN': '最近删除', en: 'what is in the trash' }],
  exitCodes: [exit.notFound],
  seeAlso: ['delete', 'trash restore'],
  async run({ services, output, language }) {
    await services.vault.require();
    const certificates = await services.deletion.list();
    const texts = deletionTexts[language];
    output.value(
      { certificates },
      certificates.map(
        (each) =>
          `${each.sha256.slice(0, 16)}  ${texts.until} ${each.purgeAt.slice(0, 10)}  ${visibleText(each.displayName)}`,
      ),
    );
    return exit.done;
  },
});

export const trashRestoreCommand = defineCommand({
  name: 'trash restore',
  summary: { 'zh-CN': '恢复“最近删除”中的证书和私钥', en: 'bring deleted certificates and their keys back' },
  words: { name: 'ID', count: [1, 10_000] },
  writes: true,
  description: {
    'zh-CN': '把证书和私钥从最近删除放回来。',
    en: 'Takes certificates and their keys back out of the trash.',
  },
  examples: [{ line: 'certsteward trash restore 3f2a91bc', 'zh-CN': '恢复一张', en: 'one certificate' }],
  exitCodes: [exit.notFound],
  seeAlso: ['trash list'],
  async run(run) {
    const certificates = await deletedIds(run);
    const { restored } = await run.services.deletion.restore({ certificates });
    run.output.value({ restored, certificates }, [fillMessage(deletionTexts[run.language].restored, { restored })]);
    return exit.done;
  },
});

export const trashPurgeCommand = defineCommand({
  name: 'trash purge',
  summary: {
    'zh-CN': '彻底删除“最近删除”中的证书和私钥（不写 ID 则全部）',
    en: 'remove deleted certificates and keys for good (all of them without an ID)',
  },
  words: { name: 'ID', count: [0, 10_000] },
  writes: true,
  description: {
    'zh-CN': '立即清除，数据库里不留任何字节，不能再恢复。不写 ID 时清空最近删除。',
    en: 'Purges at once: no byte stays in the database, and nothing can be restored. Without an ID the whole trash is emptied.',
  },
  examples: [{ line: 'certsteward trash purge 3f2a91bc --yes', 'zh-CN': '清除一张', en: 'one certificate' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['trash list', 'delete'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const all = run.arguments.words.length === 0;
    const certificates = all ? (await services.deletion.list()).map((each) => each.sha256) : await deletedIds(run);
    const texts = deletionTexts[language];
    if (certificates.length > 0) {
      await confirmOnTerminal(run, fillMessage(texts.purgeQuestion, { certificates: certificates.length }));
    }
    const done = await services.deletion.purge({ certificates: certificates.length === 0 ? null : certificates });
    output.value(done, [fillMessage(texts.purged, { ...done }), ...(done.residueLeft ? [texts.residueLeft] : [])]);
    return exit.done;
  },
});

/** Resolve all first: a wrong ID must not leave half done. */
async function deletedIds(run: CommandRun): Promise<string[]> {
  const ids = new Set<string>();
  for (const word of run.arguments.words) ids.add(await run.services.deletion.resolveDeletedId(word));
  return [...ids];
}
