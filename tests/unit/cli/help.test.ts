// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import {
  commandHelpLines,
  exitCodeLines,
  fitLines,
  fullHelpLines,
  helpColumns,
  optionMeaning,
  optionUsage,
} from '../../../main/cli/help/help-lines.ts';
import { allCommandLines, groupLines, overviewLines } from '../../../main/cli/help/overview.ts';
import { nearest } from '../../../main/cli/help/nearest.ts';
import { shortUsage, synopsisOf } from '../../../main/cli/help/synopsis.ts';
import {
  alternatives,
  choice,
  file,
  flag,
  insteadOfWords,
  oneOf,
  rare,
  required,
  value,
  type CallShape,
} from '../../../main/cli/runtime/options.ts';
import { secrets } from '../../../main/cli/runtime/secret-options.ts';
import { helpOptions, typedOptions } from '../../../main/cli/runtime/typed-options.ts';
import { textWidth, wrapText } from '../../../main/cli/output/text-width.ts';
import { hiddenCharacters } from '../../../shared/domain/imports/hidden-characters.ts';
import { logCommand } from '../../../main/cli/log/log.ts';
import { exit } from '../../../main/cli/runtime/exit-codes.ts';
import { barText } from '../../../main/cli/output/progress-bar.ts';

const languages = ['en', 'zh-CN'] as const;

describe('[A02] help that teaches', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '%s has a description, options and examples in both languages',
    (_name, command) => {
      const { description, examples, options, seeAlso } = command;
      expect(examples.length).toBeGreaterThan(0);
      for (const language of languages) {
        expect(description[language]).toMatch(language === 'en' ? /\w{3,}/ : /[\u4e00-\u9fff]/);
        for (const option of typedOptions(options)) {
          expect(option.text[language].trim(), option.name).not.toBe('');
          expect(optionMeaning(option, language)).toContain(option.text[language]);
        }
        const full = fullHelpLines(language, command);
        for (const { line } of examples) expect(full).toContain(`  ${line}`);
        expect(full.join('').replaceAll(' ', '')).toContain(description[language].replaceAll(' ', ''));
      }
      for (const { line } of examples) expect(line).toContain(`certsteward ${command.name}`);
      expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining([...seeAlso]));
    },
  );

  test.each(commands.map((command) => [command.name, command] as const))(
    'help %s fits 110 columns, one line an option, three examples first, and leaves the prose to the manual',
    (_name, command) => {
      for (const language of languages) {
        const lines = commandHelpLines(language, command, commands);
        for (const line of lines) expect(textWidth(line), line).toBeLessThanOrEqual(helpColumns);
        expect(lines[0]).toBe(command.summary[language]);
        expect(lines.filter((line) => line.startsWith('  # '))).toHaveLength(Math.min(3, command.examples.length));
        for (const option of helpOptions(command.options)) {
          const line = lines.find((each) => each.startsWith(`  ${optionUsage(option, language)}  `));
          expect(line, option.name).toContain(option.text[language]);
        }
        const prose = command.description[language].split(/[.。]/)[0] ?? '';
        if (prose !== command.summary[language]) expect(lines.join('\n')).not.toContain(`${prose}.`);
        expect(lines.at(-1)).toContain(`certsteward help ${command.name} --full`);
      }
    },
  );

  test('on a terminal of 80 columns every line of help is wrapped, and examples can still be pasted', () => {
    for (const language of languages) {
      const all = commands.flatMap((command) => [
        ...commandHelpLines(language, command, commands, 80),
        ...fullHelpLines(language, command, 80),
      ]);
      const fitted = fitLines(all, 80);
      const plain = (lines: readonly string[]) => lines.join('').replaceAll(/[\s\\]/g, '');
      expect(plain(fitted)).toBe(plain(all));
      for (const line of fitted) if (/\S\s+\S/.test(line.trim())) expect(textWidth(line), line).toBeLessThanOrEqual(80);
      const shell = fitted.join('\n').replaceAll(/ \\\n\s+/g, ' ');
      for (const { line } of commands.flatMap(({ examples }) => examples)) expect(shell).toContain(`  ${line}\n`);
    }
  });

  test('on a terminal of 80 columns paragraphs are filled without indented continuation lines', () => {
    for (const language of languages) {
      for (const command of commands) {
        const short = fitLines(commandHelpLines(language, command, commands, 80), 80);
        expect(short.filter((line) => /^ {2}(?:line\.|命令行)/.test(line))).toEqual([]);
        const full = fullHelpLines(language, command, 80);
        const prose = full.slice(full.indexOf('', 2) + 1, full.indexOf('', full.indexOf('', 2) + 1));
        expect(fitLines(prose, 80)).toEqual(prose);
        expect(wrapText(command.description[language], 80)).toEqual(prose);
      }
    }
  });

  test('the overview groups every first word of a command, and --all lists every command', () => {
    const overview = overviewLines('en', commands, '1.2.3');
    expect(overview[0]).toBe('CertSteward 1.2.3  Manage your digital certificates');
    for (const { name } of commands) {
      const first = name.split(' ')[0] ?? '';
      expect(overview.filter((line) => line.startsWith(`  ${first} `))).toHaveLength(1);
      expect(
        allCommandLines('en', commands).some((line) => line.startsWith(`  ${name}  `)),
        name,
      ).toBe(true);
    }
    for (const line of overview) expect(textWidth(line)).toBeLessThanOrEqual(90);
  });

  test('the list of exit codes is complete', () => {
    const lines = exitCodeLines('en').join('\n');
    for (const code of Object.values(exit)) expect(lines).toMatch(new RegExp(`^ {2}${code} `, 'm'));
  });

  test('a typing error suggests the intended command, and an unrelated word none', () => {
    const names = commands.map(({ name }) => name);
    expect(nearest('improt', names)).toBe('import');
    expect(nearest('lst', names)).toBe('list');
    expect(nearest('vault stauts', names)).toBe('vault status');
    expect(nearest('inspct', names)).toBe('inspect');
    expect(nearest('frobnicate', names)).toBeNull();
    expect(nearest('x', names)).toBeNull();
  });
});

test('[A03] the progress bar never exceeds the line, and shows the end of the path', () => {
  const position = { done: 50, total: 200, item: '/家/证书/工商银行-2026.p12' };
  expect(barText(position, 10_000, 79)).toBe('[#####...............]  50/200  25%  0:30  /家/证书/工商银行-2026.p12');
  expect(barText(position, 10_000, 60)).toMatch(/…[^/]*2026\.p12$/);
  expect(barText(position, 10_000, 10).length).toBeLessThanOrEqual(10);
  expect(barText({ ...position, item: 'a\u001b[2Jb\nc' }, 10_000, 79)).not.toMatch(hiddenCharacters);
});

test('[A02] a group of commands has its own overview', () => {
  const overview = groupLines('en', commands, 'stores').join('\n');
  expect(overview).toContain('Usage: certsteward stores COMMAND [OPTIONS]');
  expect(overview).toContain('  stores install');
  expect(overview).not.toContain('vault init');
});

test('[A02] a command that is also a group lists its commands', () => {
  const help = commandHelpLines('en', logCommand, commands);
  expect(help).toContain('Commands');
  expect(help.some((line) => line.startsWith('  log verify '))).toBe(true);
});

const text = { 'zh-CN': '', en: '' };
const calls: readonly (readonly [string, CallShape])[] = [
  ['', { options: {} }],
  ['ID…', { words: { name: 'ID', count: [1, 9] }, options: {} }],
  ['[ID]', { words: { name: 'ID', count: [0, 1] }, options: { asn1: rare(flag(text)) } }],
  [
    'on|off --days N [-o FILE] [--pin-file FILE]',
    {
      words: { choices: ['on', 'off'], count: [1, 1] },
      options: { days: required(value('N', text)), output: file('FILE', text, { short: '-o' }), ...secrets('pin') },
    },
  ],
  [
    '[--puk-file FILE | --token SERIAL --pin-file FILE] (--on | --off)',
    {
      options: {
        ...alternatives(secrets('puk'), { token: value('SERIAL', text), ...secrets('pin') }),
        ...oneOf({ on: flag(text) }, { off: flag(text) }),
      },
    },
  ],
  [
    'FILE [--form p12|pem] [--status STATUS] | --name TEXT --until DAY',
    {
      words: { name: 'FILE', count: [0, 1] },
      options: {
        ...insteadOfWords({ name: value('TEXT', text), until: value('DAY', text) }),
        form: choice('FORM', ['p12', 'pem'], text),
        status: choice('STATUS', ['valid', 'superseded', 'expiring', 'expired'], text),
      },
    },
  ],
];

test.each(calls)('[A02] a synopsis is made from the declared options: %s', (synopsis, call) => {
  expect(synopsisOf(call)).toBe(synopsis);
});

test('[A02] the usage line of help has words and required options only', () => {
  const options = { to: required(value('STORE', text)), days: value('N', text), asn1: flag(text) };
  expect(shortUsage({ words: { name: 'ID', count: [1, 9] }, options }, '[OPTIONS]')).toBe('ID… --to STORE [OPTIONS]');
  expect(shortUsage({ options: {} }, '[OPTIONS]')).toBe('');
  const batch = { ...insteadOfWords({ batch: file('LIST', text) }), all: flag(text) };
  expect(shortUsage({ words: { name: 'FILE', count: [0, 1] }, options: batch }, '[OPTIONS]')).toBe(
    'FILE | --batch LIST [OPTIONS]',
  );
});
