// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command } from '../command.ts';
import { textWidth } from '../output/text-width.ts';
import { commandSections, groupSummaries, startHere } from './command-sections.ts';
import { aligned } from './help-lines.ts';
import { helpHeadings } from './help-headings.ts';

export function overviewLines(language: Language, commands: readonly Command[], version: string): string[] {
  const { title, usage, command, optionsWord, more, startHere: start } = helpHeadings[language];
  const sections = commandSections.map(({ title: heading, names }) => ({
    heading: heading[language],
    rows: names.map((name) => [name, summaryOf(name, commands, language)] as const),
  }));
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(([name]) => textWidth(name))));
  return [
    `CertSteward ${version}  ${title}`,
    '',
    `${usage}certsteward ${command} ${optionsWord}`,
    '',
    start,
    ...aligned(startHere.map(({ line, ...text }) => [line, text[language]])),
    ...sections.flatMap(({ heading, rows }) => ['', heading, ...aligned(rows, width)]),
    '',
    more,
  ];
}

export function allCommandLines(language: Language, commands: readonly Command[]): string[] {
  const { title, moreOfAll } = helpHeadings[language];
  const words = (names: readonly string[]) => commands.filter(({ name }) => names.includes(name.split(' ')[0] ?? ''));
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    title,
    ...commandSections.flatMap(({ title: heading, names }) => [
      '',
      heading[language],
      ...aligned(
        words(names).map(({ name, summary }) => [name, summary[language]]),
        width,
      ),
    ]),
    '',
    moreOfAll,
  ];
}

export function groupLines(language: Language, commands: readonly Command[], group: string): string[] {
  const { usage, command, optionsWord, moreOfGroup, commands: title } = helpHeadings[language];
  const summary = summaryOf(group, commands, language);
  return [
    ...(summary === '' ? [] : [summary, '']),
    `${usage}certsteward ${group} ${command} ${optionsWord}`,
    '',
    title,
    ...aligned(
      commands
        .filter(({ name }) => name === group || name.startsWith(`${group} `))
        .map(({ name, summary }) => [name, summary[language]]),
    ),
    '',
    fillMessage(moreOfGroup, { group }),
  ];
}

function summaryOf(name: string, commands: readonly Command[], language: Language): string {
  const text = groupSummaries[name] ?? commands.find((each) => each.name === name)?.summary;
  return text?.[language] ?? '';
}
