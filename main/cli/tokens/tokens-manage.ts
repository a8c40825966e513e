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
    'zh-CN': '允许或禁止改动 USB Key 的内容',
    en: 'Allow or prevent changes to a USB key',
  },
  options: {
    ...tokenOptions,
    ...oneOf(
      { on: flag({ 'zh-CN': '由您自己管理，允许改动', en: 'Manage it yourself and allow changes' }) },
      { off: flag({ 'zh-CN': '恢复保护，不允许改动', en: 'Protect it from changes' }) },
    ),
  },
  description: {
    'zh-CN':
      'USB Key 默认受保护。加 --on 之后才能初始化、生成私钥、导入和删除。银行发的 USB Key 请保持受保护。PIN 随时可以修改。--json 的 value 有 token、managed。',
    en: 'A USB key is protected at first. After --on, you can erase it, and make, import and delete keys and certificates. Leave a USB key from a bank protected. You can always change the PIN. With --json, value has token and managed.',
  },
  examples: [
    { line: 'certsteward tokens manage --token 0123456789abcdef --on', 'zh-CN': '允许改动', en: 'Allow changes' },
  ],
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
