// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { typedOptions } from '../runtime/typed-options.ts';
import { nextWords, valueOptions } from './command-tree.ts';

/**
 * For PowerShell 5.1 and 7 (about_Functions_Argument_Completion, "Native"). Omits summaries to stay ASCII, because 5.1
 * decodes the script with the console's code page. Without suggestions, PowerShell offers files.
 */
export function powershellCompletion(commands: readonly Command[], language: 'zh-CN' | 'en'): string {
  const each = commands.map((command) => ({ name: command.name, options: typedOptions(command.options) }));
  const next = [...nextWords(commands, language)].map(([before, words]) =>
    entry(
      before,
      words.map(({ word }) => word),
    ),
  );
  const options = each.map(({ name, options: all }) =>
    entry(
      name,
      all.map((option) => `--${option.name}`),
    ),
  );
  const values = each.flatMap(({ name, options: all }) =>
    all.flatMap((option) => (option.choices === null ? [] : [entry(`${name} --${option.name}`, option.choices)])),
  );
  const words = commands.flatMap(({ name, words: { choices } = {} }) => (choices ? [entry(name, choices)] : []));
  return `# PowerShell completion for certsteward: certsteward completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'certsteward' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $next = @{
${next.join('\n')}
  }
  $options = @{
${options.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $words = @{
${words.join('\n')}
  }
  $withValue = ${list(valueOptions(commands))}
  $name = ''
  $previous = ''
  $skip = $false
  $before = $commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
  foreach ($element in $before) {
    $previous = $element.Extent.Text
    if ($skip) { $skip = $false; continue }
    if ($withValue -ccontains $previous) { $skip = $true; continue }
    if ($next[$name] -ccontains $previous) { $name = "$name $previous".Trim() }
  }
  $offered = @()
  if ($skip) { $offered = $values["$name $previous"] }
  elseif ($wordToComplete.StartsWith('-')) {
    $offered = $options[$name]
    if ($null -eq $offered) { $offered = @('--help', '--json', '--vault') }
  }
  else { $offered = @($next[$name]) + @($words[$name]) }
  $offered | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function entry(key: string, words: readonly string[]): string {
  return `    '${key}' = ${list(words)}`;
}

function list(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word}'`).join(', ')})`;
}
