// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { commandHelpLines, overviewLines } from '../help/help-lines.ts';
import { manPage } from '../help/man-page.ts';
import { nearest } from '../help/nearest.ts';

export const helpCommand: Command = {
  name: 'help',
  synopsis: '[COMMAND] | --man',
  summary: { 'zh-CN': '显示帮助或手册', en: 'show help, or the manual' },
  words: [0, 3],
  flags: ['man'],
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
    const lines = exact ? commandHelpLines(language, exact, commands) : overviewLines(language, commands, wanted);
    output.value({ help: lines }, lines);
    return exit.done;
  },
};
