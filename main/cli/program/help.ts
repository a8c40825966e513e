// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { defineCommand, type Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { commandHelpLines, exitCodeLines, fitLines, fullHelpLines } from '../help/help-lines.ts';
import { allCommandLines, groupLines, overviewLines } from '../help/overview.ts';
import { manPage } from '../help/man-page.ts';
import { nearest } from '../help/nearest.ts';
import { flag } from '../runtime/options.ts';

const exitCodesTopic = 'exit-codes';

export const helpCommand = defineCommand({
  name: 'help',
  summary: { 'zh-CN': '显示帮助，或输出手册', en: 'Show help, or print the manual' },
  words: { name: 'COMMAND', count: [0, 3] },
  options: {
    all: flag({ 'zh-CN': '列出全部命令', en: 'List every command' }),
    full: flag({ 'zh-CN': '连同详细说明', en: 'Include the text of the manual' }),
    man: flag({ 'zh-CN': '输出整本手册（roff）', en: 'Print the whole manual (roff)' }),
  },
  description: {
    'zh-CN':
      '分组显示命令，或显示一个命令的示例和选项。--full 会加上手册里的说明，--all 列出全部命令，--man 输出整本手册（roff）。help exit-codes 说明退出码。',
    en: 'Shows the main commands by group, or examples and options for one command. Add --full for a command’s full manual entry, --all for every command, or --man for the whole manual (roff). For the exit codes, run help exit-codes.',
  },
  examples: [
    { line: 'certsteward help import', 'zh-CN': '一个命令', en: 'One command' },
    { line: 'certsteward help --man | man -l -', 'zh-CN': '用 man 查看手册', en: 'View the manual with man' },
  ],
  exitCodes: [],
  seeAlso: ['completion'],
  async run({ output, language, commands, version, arguments: { words, flags } }) {
    if (flags.has('man')) {
      const page = manPage(commands, language, version);
      output.value({ man: page }, [page.trimEnd()]);
      return exit.done;
    }
    const { columns } = output.terminal;
    const lines = linesFor(words.join(' '), { language, commands, version, flags, columns });
    output.value({ help: lines }, fitLines(lines, columns));
    return exit.done;
  },
});

interface Asked {
  readonly language: Language;
  readonly commands: readonly Command[];
  readonly version: string;
  readonly flags: ReadonlySet<string>;
  readonly columns: number;
}

function linesFor(wanted: string, { language, commands, version, flags, columns }: Asked): string[] {
  if (flags.has('all')) return allCommandLines(language, commands);
  if (wanted === '') return overviewLines(language, commands, version);
  if (wanted === exitCodesTopic) return exitCodeLines(language);
  const exact = commands.find(({ name }) => name === wanted);
  if (exact !== undefined) {
    return flags.has('full')
      ? fullHelpLines(language, exact, columns)
      : commandHelpLines(language, exact, commands, columns);
  }
  if (commands.some(({ name }) => name.startsWith(`${wanted} `))) return groupLines(language, commands, wanted);
  const names = [...new Set(commands.flatMap(({ name }) => [name, name.split(' ')[0] ?? '']))];
  const suggestion = nearest(wanted, names);
  throw new AppError('usage', {
    argument: wanted,
    reason: 'unknown-command',
    ...(suggestion !== null && { suggestion }),
  });
}
