import type { Language } from '../../shared/i18n/language.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { words } from './messages.ts';
import { secretNames } from './secret-names.ts';

/** Overview of all commands, or the help of one. */
export function helpLines(language: Language, command: Command | null): string[] {
  const text = words(language);
  const options: [string, string][] = [
    ['--vault DIR', text.optionVault],
    ['--json', text.optionJson],
    ['--quiet', text.optionQuiet],
    ['--yes', text.optionYes],
    ['--force', text.optionForce],
  ];
  const secrets = command ? (command.secrets ?? []) : secretNames;
  const secretLines = secrets.length > 0 ? ['', `${text.secrets}: ${secrets.join(', ')}`] : [];
  const optionLines = ['', `${text.options}:`, ...aligned(options)];
  if (command) {
    return [
      `${text.usage}: certsteward ${command.name} ${command.synopsis}`.trimEnd(),
      `  ${command.summary[language]}`,
      ...optionLines,
      ...secretLines,
    ];
  }
  const rows = commands.map((each): [string, string] => [
    `${each.name} ${each.synopsis}`.trimEnd(),
    each.summary[language],
  ]);
  return [
    `${text.usage}: certsteward COMMAND …`,
    '',
    `${text.commands}:`,
    ...rows.flatMap(([name, summary]) => [`  ${name}`, `      ${summary}`]),
    ...optionLines,
    ...secretLines,
  ];
}

function aligned(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
}
