// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenLines } from './token-lines.ts';
import { connectedTokens } from './token-options.ts';

export const tokensListCommand: Command = {
  name: 'tokens list',
  synopsis: '[--module PATH]',
  summary: { 'zh-CN': '列出现在插着的 U盾', en: 'list the USB tokens that are plugged in' },
  words: [0, 0],
  values: ['module'],
  async run(run) {
    const tokens = await connectedTokens(run);
    const lines = tokens.flatMap((token) => tokenLines(run.language, token));
    run.output.value({ tokens }, lines.length === 0 ? [tokenTexts[run.language].noTokens] : lines);
    return exit.done;
  },
};
