// SPDX-License-Identifier: Apache-2.0
import { fillMessage, joinSentences } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Command } from '../command.ts';
import { padEndTo, textWidth, wrapText } from '../output/text-width.ts';
import { optionSections } from '../runtime/options.ts';
import { helpOptions, typedOptions, type TypedOption } from '../runtime/typed-options.ts';
import { exitCodeMeanings } from './exit-code-meanings.ts';
import { helpHeadings } from './help-headings.ts';
import { placeholderText } from './placeholders.ts';
import { shortUsage, synopsisOf } from './synopsis.ts';

export const helpColumns = 110;
const mostExamples = 3;
const everywhere = [0, 1, 2] as const;

type Row = readonly [name: string, meaning: string];

/** Returns `--status STATUS` or `-o, --output FILE`. */
export function optionUsage({ name, short, placeholder }: TypedOption, language: Language): string {
  const value = placeholder === null ? '' : ` ${placeholderText(placeholder, language)}`;
  return `${short === null ? '' : `${short}, `}--${name}${value}`;
}

export function optionMeaning({ text, secretFrom, choices }: TypedOption, language: Language): string {
  const { secretFile, secretStdin } = helpHeadings[language];
  const own = text[language];
  if (secretFrom !== null) return fillMessage(secretFrom === 'file' ? secretFile : secretStdin, { secret: own });
  if (choices === null) return own;
  return language === 'en' ? `${own}: ${choices.join(', ')}` : `${own}：${choices.join('、')}`;
}

export function exitsOf({ exitCodes }: Command, language: Language): Row[] {
  const codes = [...new Set([...everywhere, ...exitCodes])].toSorted((a, b) => a - b);
  return codes.map((code) => [String(code), exitCodeMeanings[code]?.short[language] ?? '']);
}

export function commandHelpLines(
  language: Language,
  command: Command,
  all: readonly Command[],
  columns = helpColumns,
): string[] {
  const headings = helpHeadings[language];
  const sections = optionRows(command, language);
  const width = Math.max(0, ...sections.flatMap(({ rows }) => rows.map(([name]) => textWidth(name))));
  const hasSecrets = Object.values(command.options).some(({ kind }) => kind === 'secret');
  const usage = placeholderText(shortUsage(command, headings.optionsWord), language);
  const below = all
    .filter(({ name }) => name.startsWith(`${command.name} `))
    .map(({ name, summary }): Row => [name, summary[language]]);
  return [
    command.summary[language],
    '',
    `${headings.usage}certsteward ${command.name} ${usage}`.trimEnd(),
    '',
    headings.examples,
    ...exampleLines(command, language, columns),
    ...(below.length === 0 ? [] : ['', headings.commands, ...aligned(below)]),
    ...sections.flatMap(({ title, rows }) => ['', title, ...aligned(rows, width)]),
    ...(hasSecrets ? ['', ...wrapText(joinSentences(...headings.secretLines), Math.min(columns, helpColumns))] : []),
    '',
    `${headings.alsoEverywhere}${placeholderText('--vault DIR, --json, --quiet, --yes, --no-color, -h', language)}`,
    '',
    ...labelled(Math.min(columns, helpColumns), [
      [headings.exitCodes, exitsOf(command, language).map((row) => row.join(' ')), '  '],
      [headings.seeAlsoShort, command.seeAlso.map((name) => `certsteward help ${name}`), ', '],
      [headings.moreLabel, [`certsteward help ${command.name} --full`, 'certsteward help exit-codes'], ', '],
    ]),
  ];
}

export function fullHelpLines(language: Language, command: Command, columns = helpColumns): string[] {
  const width = Math.min(columns, helpColumns);
  const headings = helpHeadings[language];
  const rows = typedOptions(command.options)
    .filter(({ global }) => !global)
    .map((option): Row => [optionUsage(option, language), optionMeaning(option, language)]);
  const hasSecrets = Object.values(command.options).some(({ kind }) => kind === 'secret');
  return [
    command.summary[language],
    '',
    ...wrapText(
      `${headings.usage}certsteward ${command.name} ${placeholderText(synopsisOf(command), language)}`.trimEnd(),
      width,
    ),
    '',
    ...wrapText(command.description[language], width),
    '',
    headings.examples,
    ...command.examples.flatMap((each) => [`  # ${each[language]}`, `  ${each.line}`]),
    ...(rows.length === 0 ? [] : ['', headings.options, ...described(rows, width)]),
    ...(hasSecrets ? ['', ...wrapText(headings.secretRules, width)] : []),
    '',
    headings.optionsEverywhere,
    ...described(
      typedOptions({}).map((option) => [optionUsage(option, language), optionMeaning(option, language)]),
      width,
    ),
    '',
    headings.exitCodes,
    ...aligned(exitsOf(command, language)),
    '',
    ...labelled(width, [[headings.seeAlso, command.seeAlso.map((name) => `certsteward help ${name}`), ', ']]),
  ];
}

export function exitCodeLines(language: Language): string[] {
  const { exitCodes, exitCodesOf } = helpHeadings[language];
  const rows = Object.entries(exitCodeMeanings).map(([code, { full }]): Row => [code, full[language]]);
  return [exitCodes, ...aligned(rows), '', exitCodesOf];
}

function optionRows(command: Command, language: Language): { title: string; rows: Row[] }[] {
  const { options: title, sections, requiredMark } = helpHeadings[language];
  const mark = (name: string): string => {
    const option = command.options[name];
    return option?.required === true && option.joins === undefined ? requiredMark : '';
  };
  const listed = helpOptions(command.options).map((option) => ({
    section: option.section,
    row: [
      optionUsage(option, language),
      option.secretFrom === null ? `${optionMeaning(option, language)}${mark(option.name)}` : option.text[language],
    ] as const,
  }));
  return [null, ...optionSections].flatMap((section) => {
    const rows = listed.filter((each) => each.section === section).map(({ row }) => row);
    return rows.length === 0 ? [] : [{ title: section === null ? title : sections[section], rows }];
  });
}

function exampleLines({ examples }: Command, language: Language, columns: number): string[] {
  return examples
    .slice(0, mostExamples)
    .flatMap((each, index) => [
      ...(index === 0 ? [] : ['']),
      `  # ${each[language]}`,
      ...shellLines(each.line, Math.min(columns, helpColumns)),
    ]);
}

/** Wraps text within its column, and breaks commands before an option. */
export function fitLines(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => {
    if (textWidth(line) <= columns) return [line];
    const [start = ''] = /^ *\S+(?: \S+)* {2,}(?=\S)|^ */.exec(line) ?? [];
    const text = line.slice(start.length);
    if (start === '  ' && text.startsWith('certsteward ')) return shellLines(text, columns);
    const indent = textWidth(start) > columns / 2 ? 6 : textWidth(start) + (start.trim() === '' ? 2 : 0);
    const [head = '', ...rest] = wrapText(text, columns - indent);
    return [start + head, ...rest.map((each) => ' '.repeat(indent) + each)];
  });
}

function shellLines(line: string, columns: number): string[] {
  const [first = '', ...rest] = packed(line.split(/ (?=-)/), ' ', columns - 8);
  const typed = [`  ${first}`, ...rest.map((each) => `      ${each}`)];
  return typed.map((each, at) => (at < rest.length ? `${each} \\` : each));
}

/** Fills lines with items. Separators stay at line ends. */
function packed(items: readonly string[], separator: string, columns: number): string[] {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const piece = index < items.length - 1 ? item + separator : item;
    const line = lines.at(-1);
    if (line !== undefined && textWidth((line + piece).trimEnd()) <= columns) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

export function aligned(rows: readonly Row[], width = Math.max(0, ...rows.map(([name]) => textWidth(name)))): string[] {
  return rows.map(([name, meaning]) => `  ${padEndTo(name, width)}  ${meaning}`);
}

function described(rows: readonly Row[], columns: number): string[] {
  return rows.flatMap(([name, meaning]) => [
    `  ${name}`,
    ...wrapText(meaning, columns - 6).map((line) => `      ${line}`),
  ]);
}

function labelled(
  columns: number,
  rows: readonly (readonly [label: string, items: readonly string[], separator: string])[],
): string[] {
  const width = Math.max(...rows.map(([label]) => textWidth(label)));
  return rows.flatMap(([label, items, separator]) => {
    const lines = packed(items, separator, columns - width - 2);
    return lines.map((line, index) => `${padEndTo(index === 0 ? label : '', width)}  ${line}`);
  });
}
