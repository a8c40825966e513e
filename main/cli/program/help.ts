// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { commandHelpLines, overviewLines } from '../help/help-lines.ts';
import { manPage } from '../help/man-page.ts';
import { nearest } from '../help/nearest.ts';
import { flag } from '../runtime/options.ts';

export const helpCommand = defineCommand({
  name: 'help',
  summary: { 'zh-CN': '显示帮助或手册', en: 'show help, or the manual' },
  words: { name: 'COMMAND', count: [0, 3] },
  options: {
    man: flag({ 'zh-CN': '输出整本手册', en: 'print the whole manual' }),
  },
  description: {
    'zh-CN': '显示所有命令，或一个命令的说明、选项、例子和退出码。--man 输出整本手册（roff）。',
    en: 'Shows all commands, or the description, options, examples and exit codes of one. --man prints the whole manual (roff).',
  },
  examples: [
    { line: 'certsteward help import', 'zh-CN': '一个命令', en: 'one command' },
    { line: 'certsteward help --man | man -l -', 'zh-CN': '在手册阅读器里看', en: 'in the manual reader' },
  ],
  exitCodes: [],
  seeAlso: ['completion'],
  async run({ output, language, commands, version, arguments: { words, flags } }) {
    if (flags.has('man')) {
      const page = manPage(commands, language, version);
      output.value({ man: page }, [page.trimEnd()]);
      return exit.done;
    }
    const wanted = words.join(' ');
    if (wanted === '') {
      const lines = overviewLines(language, commands);
      output.value({ help: lines }, lines);
      return exit.done;
    }
    const exact = commands.find(({ name }) => name === wanted);
    const below = commands.filter(({ name }) => name.startsWith(`${wanted} `));
    if (!exact && below.length === 0) {
      const suggestion = nearest(
        wanted,
        commands.map(({ name }) => name),
      );
      throw new AppError('usage', { argument: wanted, ...(suggestion !== null && { suggestion }) });
    }
    const lines = exact ? commandHelpLines(language, exact) : overviewLines(language, commands, wanted);
    output.value({ help: lines }, lines);
    return exit.done;
  },
});
