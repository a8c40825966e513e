// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import { commandHelpLines, optionMeaning, overviewLines } from '../../../main/cli/help/help-lines.ts';
import { nearest } from '../../../main/cli/help/nearest.ts';
import { synopsisOf } from '../../../main/cli/help/synopsis.ts';
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
import { typedOptions } from '../../../main/cli/runtime/typed-options.ts';
import { hiddenCharacters } from '../../../shared/domain/imports/hidden-characters.ts';
import { barText } from '../../../main/cli/output/progress-bar.ts';

const languages = ['en', 'zh-CN'] as const;

describe('[A02] help that teaches', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '%s has every part of it',
    (_name, command) => {
      const { description, examples, options, seeAlso } = command;
      expect(examples.length).toBeGreaterThan(0);
      for (const language of languages) {
        expect(description[language]).toMatch(language === 'en' ? /\w{3,}/ : /[\u4e00-\u9fff]/);
        for (const option of typedOptions(options)) {
          expect(option.text[language].trim(), option.name).not.toBe('');
          expect(optionMeaning(option, language)).toContain(option.text[language]);
        }
        const lines = commandHelpLines(language, command);
        for (const example of examples) expect(lines).toContain(`  ${example.line}`);
      }
      // Every example is a call of the command it explains.
      for (const { line } of examples) expect(line).toContain(`certsteward ${command.name}`);
      expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining([...seeAlso]));
    },
  );

  test('the overview names all commands', () => {
    const overview = overviewLines('en', commands).join('\n');
    for (const { name } of commands) expect(overview).toContain(`  ${name}`);
  });

  test('a typing error finds the command that was meant, something else finds none', () => {
    const names = commands.map(({ name }) => name);
    expect(nearest('improt', names)).toBe('import');
    expect(nearest('lst', names)).toBe('list');
    expect(nearest('vault stauts', names)).toBe('vault status');
    expect(nearest('inspct', names)).toBe('inspect');
    expect(nearest('frobnicate', names)).toBeNull();
    expect(nearest('x', names)).toBeNull();
  });
});

test('[A03] the bar never outgrows the line, and shows the end of the path', () => {
  const position = { done: 50, total: 200, item: '/家/证书/工商银行-2026.p12' };
  expect(barText(position, 10_000, 79)).toBe('[#####...............]  50/200  25%  0:30  /家/证书/工商银行-2026.p12');
  expect(barText(position, 10_000, 60)).toMatch(/…[^/]*2026\.p12$/);
  expect(barText(position, 10_000, 10).length).toBeLessThanOrEqual(10);
  expect(barText({ ...position, item: 'a\u001b[2Jb\nc' }, 10_000, 79)).not.toMatch(hiddenCharacters);
});

test('[A02] a group of commands has its own overview', () => {
  const overview = overviewLines('en', commands, 'stores').join('\n');
  expect(overview).toContain('Usage: certsteward stores COMMAND …');
  expect(overview).toContain('  stores install');
  expect(overview).not.toContain('vault init');
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
