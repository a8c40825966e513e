// SPDX-License-Identifier: Apache-2.0
import { tokenTexts } from './token-texts.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { tokenLines } from './token-lines.ts';
import { connectedTokens, moduleOption } from './token-options.ts';

export const tokensListCommand = defineCommand({
  name: 'tokens list',
  summary: { 'zh-CN': '列出已插入的 USB Key（U盾）', en: 'List connected USB keys' },
  options: {
    module: moduleOption,
  },
  description: {
    'zh-CN':
      '列出已插入的 USB Key 和状态，不需要保险库，也不需要 PIN。--json 的 value.tokens 每项有 id、serial、label、maker、model、pin、soPin、tries、wrongPins、lastTry、managed、generates、unblock、moduleId、standard。SKF 接口尚未在真实的 USB Key 上测试（未验证）。',
    en: 'Lists connected USB keys with their state. No vault or PIN is needed. With --json, each of value.tokens has id, serial, label, maker, model, pin, soPin, tries, wrongPins, lastTry, managed, generates, unblock, moduleId and standard. The SKF interface has never been tested on a real USB key (unverified).',
  },
  examples: [
    { line: 'certsteward tokens list', 'zh-CN': '全部', en: 'All of them' },
    {
      line: 'certsteward tokens list --module /usr/lib/softhsm/libsofthsm2.so --json',
      'zh-CN': '只使用一个模块',
      en: 'Through one module only',
    },
  ],
  exitCodes: [exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['tokens objects', 'tokens modules'],
  async run(run) {
    const tokens = await connectedTokens(run);
    const { language, output } = run;
    const lines = tokens.length === 0 ? [tokenTexts[language].noTokens] : tokenLines(language, tokens, output.terminal);
    output.value({ tokens }, lines);
    return exit.done;
  },
});
