// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import { commandHelpLines, optionMeaning, overviewLines } from '../../../main/cli/help/help-lines.ts';
import { helpTable } from '../../../main/cli/help/help-table.ts';
import { nearest } from '../../../main/cli/help/nearest.ts';
import { optionsOf } from '../../../main/cli/help/option-shapes.ts';
import { hiddenCharacters } from '../../../shared/domain/imports/hidden-characters.ts';
import { barText } from '../../../main/cli/output/progress-bar.ts';

const languages = ['en', 'zh-CN'] as const;

describe('[A02] help that teaches', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '%s has every part of it',
    (_name, command) => {
      const help = helpTable[command.name];
      expect(help?.examples.length).toBeGreaterThan(0);
      for (const language of languages) {
        expect(help?.description[language]).toMatch(language === 'en' ? /\w{3,}/ : /[\u4e00-\u9fff]/);
        for (const option of optionsOf(command))
          expect([option.name, optionMeaning(option, language)]).not.toContain('');
        const lines = commandHelpLines(language, command, commands);
        for (const example of help?.examples ?? []) expect(lines).toContain(`  ${example.line}`);
      }
      // Every example is a call of the command it explains.
      for (const { line } of help?.examples ?? []) expect(line).toContain(`certsteward ${command.name}`);
    },
  );

  test('see also names commands; the overview names all', () => {
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
