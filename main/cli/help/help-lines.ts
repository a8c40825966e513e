// SPDX-License-Identifier: Apache-2.0
import { optionMeanings, secretMeanings } from './help-texts.ts';
import { helpHeadings } from './help-headings.ts';
import { exitCodeMeanings } from './exit-code-meanings.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Command } from '../command.ts';
import { words } from '../output/messages.ts';
import { helpTable } from './help-table.ts';
import { optionsOf, type CommandOption } from './option-shapes.ts';

const everywhere = [0, 1, 2] as const;

/** `--status STATUS`, `-o, --output FILE`. */
export function optionUsage({ name, short, placeholder }: CommandOption): string {
  return `${short === null ? '' : `${short}, `}--${name}${placeholder === null ? '' : ` ${placeholder}`}`;
}

export function optionMeaning(option: CommandOption, language: Language): string {
  const headings = helpHeadings[language];
  const secret = /^(.+)-(file|stdin)$/.exec(option.name);
  const [, secretName = '', way = ''] = secret ?? [];
  const meaning = secretMeanings[secretName];
  const text = meaning
    ? fillMessage(way === 'file' ? headings.secretFile : headings.secretStdin, { secret: meaning[language] })
    : ((optionMeanings[option.key] ?? optionMeanings[option.name])?.[language] ?? '');
  return option.values === null ? text : `${text}; ${headings.values} ${option.values.join(', ')}`;
}

export function exitsOf(command: Command, language: Language): [string, string][] {
  const codes = [...new Set([...everywhere, ...(helpTable[command.name]?.exits ?? [])])].toSorted((a, b) => a - b);
  return codes.map((code) => [String(code), exitCodeMeanings[code]?.[language] ?? '']);
}

export function seeAlsoOf(command: Command, commands: readonly Command[]): string[] {
  const names = new Set(commands.map(({ name }) => name));
  return (helpTable[command.name]?.seeAlso ?? []).filter((name) => names.has(name));
}

export function commandHelpLines(language: Language, command: Command, commands: readonly Command[]): string[] {
  const headings = helpHeadings[language];
  const help = helpTable[command.name];
  const options = optionsOf(command);
  const rows = (wanted: boolean): [string, string][] =>
    options
      .filter(({ global }) => global === wanted)
      .map((option) => [optionUsage(option), optionMeaning(option, language)]);
  const also = seeAlsoOf(command, commands);
  return [
    `${words(language).usage}: certsteward ${command.name} ${command.synopsis}`.trimEnd(),
    `  ${command.summary[language]}`,
    ...(help ? ['', ...wrapped(help.description[language], 2)] : []),
    ...section(headings.options, rows(false)),
    ...((command.secrets ?? []).length > 0 ? ['', ...wrapped(headings.secretRules, 2)] : []),
    ...section(headings.optionsEverywhere, rows(true)),
    ...(help
      ? ['', `${headings.examples}:`, ...help.examples.flatMap((each) => [`  # ${each[language]}`, `  ${each.line}`])]
      : []),
    ...section(headings.exitCodes, exitsOf(command, language)),
    ...(also.length > 0
      ? ['', `${headings.seeAlso}: ${also.map((name) => `certsteward help ${name}`).join(', ')}`]
      : []),
  ];
}

/** `group`: a first word (`stores`). */
export function overviewLines(language: Language, all: readonly Command[], group = ''): string[] {
  const text = words(language);
  const headings = helpHeadings[language];
  const commands = group === '' ? all : all.filter(({ name }) => name.startsWith(`${group} `));
  return [
    `${text.usage}: certsteward ${group === '' ? '' : `${group} `}COMMAND …`,
    '',
    `${text.commands}:`,
    ...aligned(commands.map(({ name, summary }) => [name, summary[language]])),
    ...section(
      headings.optionsEverywhere,
      (commands[0] ? optionsOf(commands[0]) : [])
        .filter(({ global }) => global)
        .map((option) => [optionUsage(option), optionMeaning(option, language)]),
    ),
    ...section(headings.withoutCommand, [['--version', headings.showVersion]]),
    '',
    headings.more,
  ];
}

function section(title: string, rows: readonly [string, string][]): string[] {
  return rows.length === 0 ? [] : ['', `${title}:`, ...aligned(rows)];
}

function aligned(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
}

const columns = 78;

/** 78 columns; Chinese takes two per character and breaks anywhere. */
export function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = indent;
  for (const word of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const taken = Array.from(word.trimEnd()).reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
    // No closing mark at a line's start.
    if (width + taken > columns && !/^[，。；：、！？）」]/.test(word)) {
      lines.push(line.trimEnd());
      line = '';
      width = indent;
    }
    line += word;
    width += taken + (word.length - word.trimEnd().length);
  }
  return [...lines, line.trimEnd()].map((each) => ' '.repeat(indent) + each);
}
