// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { trustTexts } from './anchor-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { AnchorsService } from '../../trust/anchors.ts';
import { warnNotAccepted } from '../vault/acceptance-lines.ts';
import { anchorLine, anchorNamed, anchorOfFile, askForFingerprint } from './anchor-options.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Anchors need the seal, which needs a recipient. */
async function unlockForSeal(run: CommandRun): Promise<void> {
  const vault = await run.services.vault.require();
  if (vault.hasRecipient) await unlockIfPossible(run);
}

async function trustCompared(
  run: CommandRun,
  trust: AnchorsService['add'],
  find: (word: string) => Promise<AnchorFacts>,
): Promise<ExitCode> {
  await run.services.vault.require();
  const found = await find(run.arguments.words[0] ?? '');
  const typed = await askForFingerprint(run, found);
  await unlockForSeal(run);
  const anchor = await trust({ sha256: found.sha256, typed });
  run.output.value({ anchor }, [anchorLine(run.language, anchor)]);
  return exit.done;
}

export const anchorsListCommand: Command = {
  name: 'anchors list',
  synopsis: '',
  summary: { 'zh-CN': '列出自己信任的颁发者', en: 'list the authorities that you trust yourself' },
  words: [0, 0],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await warnNotAccepted(run);
    const { anchors } = services.trust;
    const [own, system] = [await anchors.list(), await anchors.countOfSystem()];
    const texts = trustTexts[language];
    output.value({ anchors: own, system }, [
      ...(own.length === 0 ? [texts.none] : own.map((anchor) => anchorLine(language, anchor))),
      fillMessage(texts.ofSystem, { count: system }),
    ]);
    return exit.done;
  },
};

export const anchorsAddCommand: Command = {
  name: 'anchors add',
  synopsis: 'FILE [--fingerprint HEX]',
  summary: {
    'zh-CN': '核对指纹后信任一个颁发者',
    en: 'trust an authority after comparing its fingerprint',
  },
  words: [1, 1],
  writes: true,
  values: ['fingerprint', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: unlockOptions.secrets,
  async run(run) {
    const { anchors } = run.services.trust;
    return await trustCompared(run, anchors.add, async (word) =>
      anchorOfFile(await anchors.look(resolve(word), { pipes: true }), run.arguments.values['fingerprint'] ?? null),
    );
  },
};

export const anchorsConfirmCommand: Command = {
  name: 'anchors confirm',
  synopsis: 'ID [--fingerprint HEX]',
  summary: {
    'zh-CN': '核对指纹，信任一个恢复或合并来的颁发者',
    en: 'compare the fingerprint of an authority that came with another vault, and trust it',
  },
  words: [1, 1],
  writes: true,
  values: ['fingerprint', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: unlockOptions.secrets,
  async run(run) {
    const { anchors } = run.services.trust;
    return await trustCompared(run, anchors.confirm, async (word) => anchorNamed(await anchors.list(), word));
  },
};

export const anchorsRemoveCommand: Command = {
  name: 'anchors remove',
  synopsis: 'ID',
  summary: { 'zh-CN': '不再信任一个颁发者', en: 'trust an authority no longer' },
  words: [1, 1],
  writes: true,
  async run({ services, output, language, arguments: { words } }) {
    await services.vault.require();
    const { anchors } = services.trust;
    const { sha256, displayName } = anchorNamed(await anchors.list(), words[0] ?? '');
    await anchors.remove({ sha256 });
    output.value({ removed: sha256 }, [fillMessage(trustTexts[language].removed, { name: visibleText(displayName) })]);
    return exit.done;
  },
};
