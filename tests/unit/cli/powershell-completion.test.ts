// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { commands } from '../../../main/cli/commands.ts';
import { powershellCompletion } from '../../../main/cli/completion/powershell-completion.ts';
import { typedOptions } from '../../../main/cli/runtime/typed-options.ts';

function table(script: string, name: string): Map<string, string[]> {
  const [, lines = ''] = new RegExp(`\\$${name} = @\\{\\n([^}]*)\\n  \\}`).exec(script) ?? [];
  return new Map(
    lines.split('\n').map((line) => {
      const [, key = '?', list = ''] = /^ {4}'([^']*)' = @\((.*)\)$/.exec(line) ?? [];
      return [key, [...list.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)];
    }),
  );
}

test('[A02] PowerShell’s completion knows every command, option and value', () => {
  const script = powershellCompletion(commands, 'zh-CN');
  expect(table(script, 'next').get('')).toEqual([...new Set(commands.map(({ name }) => name.split(' ')[0]))]);
  expect(table(script, 'next').get('vault protector')).toEqual(['add', 'remove']);
  const options = table(script, 'options');
  for (const command of commands) {
    expect(options.get(command.name)).toEqual(typedOptions(command.options).map(({ name }) => `--${name}`));
  }
  expect(table(script, 'values').get('export --format')).toEqual(['p12', 'pem', 'der', 'p7b', 'pkcs8', 'sm2']);
  expect(table(script, 'words').get('completion')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  expect(script).toContain("$withValue = @('");
});

test('[A02] PowerShell’s completion is ASCII, with quotes and braces in pairs', () => {
  const script = powershellCompletion(commands, 'zh-CN');
  // oxlint-disable-next-line no-control-regex -- what Windows PowerShell reads the same in every code page
  expect(script).toMatch(/^[\x0a\x20-\x7e]*$/);
  for (const [open, close] of ['{}', '()', '[]']) {
    expect(script.split(open ?? '').length).toBe(script.split(close ?? '').length);
  }
  for (const line of script.split('\n')) expect(line.split("'").length % 2).toBe(1);
});
