// SPDX-License-Identifier: Apache-2.0
import { helpHeadings } from './help-headings.ts';
import { exitCodeMeanings } from './exit-code-meanings.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Command } from '../command.ts';
import { words } from '../output/messages.ts';
import { typedOptions, type TypedOption } from '../runtime/typed-options.ts';
import { synopsisOf } from './synopsis.ts';

const everywhere = [0, 1, 2] as const;

/** `--status STATUS`, `-o, --output FILE`. */
export function optionUsage({ name, short, placeholder }: TypedOption): string {
  return `${short === null ? '' : `${short}, `}--${name}${placeholder === null ? '' : ` ${placeholder}`}`;
}

export function optionMeaning({ text, secretFrom, choices }: TypedOption, language: Language): string {
  const { secretFile, secretStdin, values } = helpHeadings[language];
  const own = text[language];
  if (secretFrom !== null) return fillMessage(secretFrom === 'file' ? secretFile : secretStdin, { secret: own });
  return choices === null ? own : `${own}; ${values} ${choices.join(', ')}`;
}

export function exitsOf({ exitCodes }: Command, language: Language): [string, string][] {
  const codes = [...new Set([...everywhere, ...exitCodes])].toSorted((a, b) => a - b);
  return codes.map((code) => [String(code), exitCodeMeanings[code]?.[language] ?? '']);
}

export function commandHelpLines(language: Language, command: Command): string[] {
  const headings = helpHeadings[language];
  const options = typedOptions(command.options);
  const rows = (wanted: boolean): [string, string][] =>
    options
      .filter(({ global }) => global === wanted)
      .map((option) => [optionUsage(option), optionMeaning(option, language)]);
  return [
    `${words(language).usage}: certsteward ${command.name} ${synopsisOf(command)}`.trimEnd(),
    `  ${command.summary[language]}`,
    '',
    ...wrapped(command.description[language], 2),
    ...section(headings.options, rows(false)),
    ...(options.some(({ secretFrom }) => secretFrom !== null) ? ['', ...wrapped(headings.secretRules, 2)] : []),
    ...section(headings.optionsEverywhere, rows(true)),
    '',
    `${headings.examples}:`,
    ...command.examples.flatMap((each) => [`  # ${each[language]}`, `  ${each.line}`]),
    ...section(headings.exitCodes, exitsOf(command, language)),
    '',
    `${headings.seeAlso}: ${command.seeAlso.map((name) => `certsteward help ${name}`).join(', ')}`,
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
      typedOptions({}).map((option) => [optionUsage(option), optionMeaning(option, language)]),
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
