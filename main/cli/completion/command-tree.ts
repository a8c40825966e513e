// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { typedOptions, type TypedOption } from '../runtime/typed-options.ts';

export interface NextWord {
  readonly word: string;
  readonly summary: string;
}

export function nextWords(commands: readonly Command[], language: 'zh-CN' | 'en'): Map<string, NextWord[]> {
  const tree = new Map<string, NextWord[]>();
  for (const { name, summary } of commands) {
    const words = name.split(' ');
    for (const [index, word] of words.entries()) {
      const before = words.slice(0, index).join(' ');
      const known = tree.get(before) ?? [];
      const last = index === words.length - 1;
      const kept = known.find((each) => each.word === word);
      if (!kept) known.push({ word, summary: last ? summary[language] : '' });
      else if (last && kept.summary === '') known[known.indexOf(kept)] = { word, summary: summary[language] };
      tree.set(before, known);
    }
  }
  return tree;
}

/** Returns options that take a value in any command, as typed: `--output` and `-o`. */
export function valueOptions(commands: readonly Command[], path?: TypedOption['path']): string[] {
  const taking = commands
    .flatMap(({ options }) => typedOptions(options))
    .filter((option) => option.placeholder !== null && (path === undefined || option.path === path));
  return [...new Set(taking.flatMap(({ name, short }) => (short === null ? [`--${name}`] : [`--${name}`, short])))];
}

/** Quotes for bash, zsh and fish, by dropping backslashes and replacing straight apostrophes. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '').replaceAll("'", '’')}'`;
}
