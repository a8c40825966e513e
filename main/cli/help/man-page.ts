// SPDX-License-Identifier: Apache-2.0
import { helpHeadings } from './help-headings.ts';
import { exitCodeMeanings } from './exit-code-meanings.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Command } from '../command.ts';
import { words } from '../output/messages.ts';
import { exitsOf, optionMeaning, optionUsage, wrapped } from './help-lines.ts';
import { typedOptions, type TypedOption } from '../runtime/typed-options.ts';
import { synopsisOf } from './synopsis.ts';

/** man(7). */
export function manPage(commands: readonly Command[], language: Language, version: string): string {
  const headings = helpHeadings[language];
  const title = language === 'en' ? 'manager for personal digital certificates' : '个人数字证书管家';
  const lines = [
    `.TH CERTSTEWARD 1 "" "CertSteward ${version}" "CertSteward"`,
    `.SH ${heading(headings.name)}`,
    `certsteward \\- ${escaped(title)}`,
    `.SH ${heading(words(language).usage)}`,
    '.B certsteward',
    '.I COMMAND',
    '.RI [ options ]',
    `.SH ${heading(words(language).commands)}`,
    ...commands.flatMap((command) => commandLines(command, language)),
    `.SH ${heading(headings.optionsEverywhere)}`,
    ...optionLines(typedOptions({}), language),
    `.SH ${heading(headings.exitCodes)}`,
    ...Object.entries(exitCodeMeanings).flatMap(([code, meaning]) => ['.TP', `.B ${code}`, escaped(meaning[language])]),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: Command, language: Language): string[] {
  const headings = helpHeadings[language];
  const synopsis = synopsisOf(command);
  const own = typedOptions(command.options).filter(({ global }) => !global);
  return [
    `.SS "${escaped(command.name)}"`,
    `.B certsteward ${escaped(command.name)}`,
    ...(synopsis === '' ? [] : [`.RI "${escaped(synopsis).replaceAll('"', '\\(dq')}"`]),
    '.PP',
    ...paragraph(command.description[language], language),
    ...optionLines(own, language),
    '.PP',
    `${escaped(headings.examples)}:`,
    ...command.examples.flatMap((each) => [
      '.PP',
      `${escaped(each[language])}:`,
      '.RS 4',
      '.nf',
      escaped(each.line),
      '.fi',
      '.RE',
    ]),
    '.PP',
    `${escaped(headings.exitCodes)}: ${exitsOf(command, language)
      .map(([code]) => code)
      .join(', ')}.`,
  ];
}

function optionLines(options: readonly TypedOption[], language: Language): string[] {
  return options.flatMap((option) => [
    '.TP',
    `.B ${escaped(optionUsage(option))}`,
    ...paragraph(optionMeaning(option, language), language),
  ]);
}

/** A formatter would insert spaces between Chinese lines. */
function paragraph(text: string, language: Language): string[] {
  const lines = wrapped(text, 0).map(escaped);
  return language === 'en' ? lines : ['.nf', ...lines, '.fi'];
}

function heading(text: string): string {
  return `"${escaped(text.toUpperCase())}"`;
}

/** For roff: backslash, literal dash, leading dot or quote. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replace(/^\./, '\\&.');
}
