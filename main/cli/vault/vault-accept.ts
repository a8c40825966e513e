// SPDX-License-Identifier: Apache-2.0
import { computerTexts } from './acceptance-texts.ts';
import { acceptanceLines } from './acceptance-lines.ts';
import type { Command } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';

export const vaultAcceptCommand: Command = {
  name: 'vault accept',
  synopsis: '[--yes]',
  summary: {
    'zh-CN': '查看来自别处的保险库带来的信任，并在本机接受',
    en: 'see what a vault from elsewhere trusts, and accept it on this computer',
  },
  words: [0, 0],
  writes: true,
  async run(run) {
    const { output, language, services } = run;
    const text = computerTexts[language];
    const { accepted, digest, anchors, profiles } = await services.vaultAcceptance.review();
    const lines = acceptanceLines(language, { accepted, digest, anchors, profiles });
    if (accepted) {
      output.value({ anchors, profiles }, [...lines, text.alreadyAccepted]);
      return exit.done;
    }
    output.progress({ event: 'counts', anchors, profiles }, lines.join('\n'));
    await confirmOnTerminal(run, text.question);
    await services.vaultAcceptance.accept(digest);
    output.value({ anchors, profiles }, [text.accepted]);
    return exit.done;
  },
};
