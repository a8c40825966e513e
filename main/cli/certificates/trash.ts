// SPDX-License-Identifier: Apache-2.0
import { deletionTexts } from './deletion-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command, CommandRun } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const trashListCommand: Command = {
  name: 'trash list',
  synopsis: '',
  summary: { 'zh-CN': '列出“最近删除”中的证书', en: 'list what was deleted in the last 30 days' },
  words: [0, 0],
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
};

export const trashRestoreCommand: Command = {
  name: 'trash restore',
  synopsis: 'ID…',
  summary: { 'zh-CN': '恢复“最近删除”中的证书和私钥', en: 'bring deleted certificates and their keys back' },
  words: [1, 10_000],
  writes: true,
  async run(run) {
    const certificates = await deletedIds(run);
    const { restored } = await run.services.deletion.restore({ certificates });
    run.output.value({ restored, certificates }, [fillMessage(deletionTexts[run.language].restored, { restored })]);
    return exit.done;
  },
};

export const trashPurgeCommand: Command = {
  name: 'trash purge',
  synopsis: '[ID…]',
  summary: {
    'zh-CN': '彻底删除“最近删除”中的证书和私钥（不写 ID 则全部）',
    en: 'remove deleted certificates and keys for good (all of them without an ID)',
  },
  words: [0, 10_000],
  writes: true,
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
};

/** Resolve all first: a wrong ID must not leave half done. */
async function deletedIds(run: CommandRun): Promise<string[]> {
  const ids = new Set<string>();
  for (const word of run.arguments.words) ids.add(await run.services.deletion.resolveDeletedId(word));
  return [...ids];
}
