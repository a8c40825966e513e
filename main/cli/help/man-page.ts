// SPDX-License-Identifier: Apache-2.0
import { helpHeadings } from './help-headings.ts';
import { exitCodeMeanings } from './exit-code-meanings.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Command } from '../command.ts';
import { wrapText } from '../output/text-width.ts';
import { exitsOf, optionMeaning, optionUsage } from './help-lines.ts';
import { typedOptions, type TypedOption } from '../runtime/typed-options.ts';
import { placeholderText } from './placeholders.ts';
import { synopsisOf } from './synopsis.ts';

const manColumns = 78;

export function manPage(commands: readonly Command[], language: Language, version: string): string {
  const headings = helpHeadings[language];
  const title = language === 'en' ? 'manage your digital certificates' : '管理您的数字证书';
  const lines = [
    `.TH CERTSTEWARD 1 "" "CertSteward ${version}" "CertSteward"`,
    `.SH ${heading(headings.name)}`,
    `certsteward \\- ${escaped(title)}`,
    `.SH ${heading(headings.usage.replace(/[:：]\s*$/, ''))}`,
    '.B certsteward',
    `.I ${headings.command}`,
    '.RI [ options ]',
    `.SH ${heading(headings.commands)}`,
    ...commands.flatMap((command) => commandLines(command, language)),
    `.SH ${heading(headings.optionsEverywhere)}`,
    ...optionLines(typedOptions({}), language),
    `.SH ${heading(headings.exitCodes)}`,
    ...Object.entries(exitCodeMeanings).flatMap(([code, { full }]) => ['.TP', `.B ${code}`, escaped(full[language])]),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: Command, language: Language): string[] {
  const headings = helpHeadings[language];
  const synopsis = placeholderText(synopsisOf(command), language);
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
    `.B ${escaped(optionUsage(option, language))}`,
    ...paragraph(optionMeaning(option, language), language),
  ]);
}

/** Without .nf, a formatter would insert spaces between Chinese lines. */
function paragraph(text: string, language: Language): string[] {
  const lines = wrapText(text, manColumns).map(escaped);
  return language === 'en' ? lines : ['.nf', ...lines, '.fi'];
}

function heading(text: string): string {
  return `"${escaped(text.toUpperCase())}"`;
}

/** Escapes characters that roff would alter, and a leading dot. */
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
