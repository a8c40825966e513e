// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenOfOption, tokenRun, tokenOptions } from './token-options.ts';
import { nameOf } from './pin-refusals.ts';
import { flag, oneOf } from '../runtime/options.ts';

export const tokensManageCommand = defineCommand({
  name: 'tokens manage',
  summary: {
    'zh-CN': '我自己管理这个 U盾：允许或不再允许改动它的内容',
    en: 'I manage this token myself: allow changes of what is on it, or no longer',
  },
  options: {
    ...tokenOptions,
    ...oneOf(
      { on: flag({ 'zh-CN': '由我自己管理', en: 'manage it myself' }) },
      { off: flag({ 'zh-CN': '只读', en: 'read-only' }) },
    ),
  },
  description: {
    'zh-CN':
      'U盾 默认只读。--on 之后才能初始化、生成、导入和删除。银行发的 U盾 请保持只读。修改 PIN 始终可以。--json 的 value 有 token、managed。',
    en: 'A token is read-only at first: after --on it can be initialised, written to and emptied. Leave one from a bank as it is. Its PIN can always be changed. With --json value has token and managed.',
  },
  examples: [{ line: 'certsteward tokens manage --token 0123456789abcdef --on', 'zh-CN': '打开', en: 'switch it on' }],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens list', 'tokens init'],
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
});
