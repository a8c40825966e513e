// SPDX-License-Identifier: Apache-2.0
import { deletionTexts } from './deletion-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { localDay } from '../output/local-time.ts';
import { tableLines } from '../output/table.ts';
import { certificateTexts } from './certificate-texts.ts';
import { digitsOfIds } from './certificate-lines.ts';
import { countText } from '../output/counts.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const trashListCommand = defineCommand({
  name: 'trash list',
  summary: { 'zh-CN': '列出最近删除的证书', en: 'List recently deleted certificates' },
  description: {
    'zh-CN': '列出最近删除的证书，以及将永久删除的日期。',
    en: 'Lists recently deleted certificates and the day each will be permanently removed.',
  },
  examples: [{ line: 'certsteward trash list', 'zh-CN': '最近删除', en: 'Recently deleted' }],
  exitCodes: [exit.notFound],
  seeAlso: ['delete', 'trash restore'],
  async run({ services, output, language }) {
    await services.vault.require();
    const certificates = await services.deletion.list();
    const { list } = certificateTexts[language];
    const digits = digitsOfIds(certificates.map(({ sha256 }) => sha256));
    const lines = tableLines(
      [{ title: list.deletedOn }, { title: list.name, wraps: true }, { title: 'ID' }],
      certificates.map((each) => ({
        cells: [
          { text: localDay(each.purgeAt) },
          { text: visibleText(each.displayName) },
          { text: each.sha256.slice(0, digits), style: 'dim' },
        ],
      })),
      output.terminal,
    );
    output.value({ certificates }, certificates.length === 0 ? [deletionTexts[language].nothing] : lines);
    return exit.done;
  },
});

export const trashRestoreCommand = defineCommand({
  name: 'trash restore',
  summary: { 'zh-CN': '恢复最近删除的证书和私钥', en: 'Restore deleted certificates and their keys' },
  words: { name: 'ID', count: [1, 10_000] },
  writes: true,
  description: {
    'zh-CN': '从“最近删除”恢复证书和私钥。',
    en: 'Restores certificates and keys from “Recently deleted”.',
  },
  examples: [{ line: 'certsteward trash restore 3f2a91bc', 'zh-CN': '一张证书', en: 'One certificate' }],
  exitCodes: [exit.notFound],
  seeAlso: ['trash list'],
  async run(run) {
    const certificates = await deletedIds(run);
    const { restored } = await run.services.deletion.restore({ certificates });
    run.output.value({ restored, certificates }, [
      fillMessage(deletionTexts[run.language].restored, {
        restored: countText(run.language, restored, 'certificate'),
      }),
    ]);
    return exit.done;
  },
});

export const trashPurgeCommand = defineCommand({
  name: 'trash purge',
  summary: {
    'zh-CN': '永久删除“最近删除”里的证书，不写 ID 则删除全部',
    en: 'Permanently delete recently deleted certificates (all, or by ID)',
  },
  words: { name: 'ID', count: [0, 10_000] },
  writes: true,
  description: {
    'zh-CN':
      '立即永久删除“最近删除”里的证书和私钥，无法恢复。数据库里的残留数据也会清除，另一个程序正在使用保险库时，之后再清除。不写 ID 时会清空“最近删除”。',
    en: 'Permanently removes deleted certificates and keys. You cannot restore them. Traces in the database are removed too, or later if another program is using the vault. Without an ID, “Recently deleted” is emptied.',
  },
  examples: [{ line: 'certsteward trash purge 3f2a91bc --yes', 'zh-CN': '一张证书', en: 'One certificate' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['trash list', 'delete'],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    const all = run.arguments.words.length === 0;
    const certificates = all ? (await services.deletion.list()).map((each) => each.sha256) : await deletedIds(run);
    const texts = deletionTexts[language];
    if (certificates.length > 0) {
      await confirmOnTerminal(
        run,
        fillMessage(texts.purgeQuestion, { certificates: countText(language, certificates.length, 'certificate') }),
      );
    }
    const done = await services.deletion.purge({ certificates: certificates.length === 0 ? null : certificates });
    output.value(done, [
      fillMessage(texts.purged, {
        purged: countText(language, done.purged, 'certificate'),
        keys: countText(language, done.keys, 'private key'),
      }),
      ...(done.residueLeft ? [texts.residueLeft] : []),
    ]);
    return exit.done;
  },
});

/** Resolves all IDs first, so that a wrong one changes nothing. */
async function deletedIds(run: CommandRun): Promise<string[]> {
  const ids = new Set<string>();
  for (const word of run.arguments.words) ids.add(await run.services.deletion.resolveDeletedId(word));
  return [...ids];
}
