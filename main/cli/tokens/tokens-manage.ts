// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, tokenValues } from './token-options.ts';
import { nameOf } from './pin-refusals.ts';

export const tokensManageCommand: Command = {
  name: 'tokens manage',
  synopsis: '[--module PATH] --token SERIAL --on|--off',
  summary: {
    'zh-CN': '我自己管理这个 U盾：允许或不再允许改动它的内容',
    en: 'I manage this token myself: allow changes of what is on it, or no longer',
  },
  words: [0, 0],
  values: tokenValues,
  flags: ['on', 'off'],
  async run(run) {
    const { flags } = run.arguments;
    const on = flags.has('on');
    if (on === flags.has('off')) throw new AppError('usage', { option: '--on' });
    const token = await tokenOfOption(run);
    const text = tokenTexts[run.language];
    const named = { name: visibleText(nameOf(token)) };
    if (on && !token.managed) await confirmOnTerminal(run, fillMessage(text.manageQuestion, named));
    await run.services.tokens.manage({ tokenId: token.id, on }, tokenRun(run));
    run.output.value({ token: token.id, managed: on }, [fillMessage(on ? text.managedOn : text.managedOff, named)]);
    return exit.done;
  },
};
