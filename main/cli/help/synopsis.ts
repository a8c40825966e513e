// SPDX-License-Identifier: Apache-2.0
import { optionGroups, wordsNamed, type CallShape, type Option } from '../runtime/options.ts';

/** Longer choices stand in the list of options only. */
const longestChoice = 30;

/** `ID… --to STORE [--url URL]`. What stands instead of the words comes last, behind a bar. */
export function synopsisOf({ words, options }: CallShape): string {
  const shown = Object.fromEntries(Object.entries(options).filter(([, { rare }]) => rare !== true));
  const usage = (names: readonly string[]): string =>
    names.map((name) => (shown[name] === undefined ? '' : usageOf(name, shown[name]))).join(' ');
  const groups = optionGroups(shown);
  const grouped = new Set(groups.flatMap(({ alternatives }) => alternatives.flat()));
  const instead = Object.keys(shown).filter((name) => !grouped.has(name));
  const called = groups.map(({ required, alternatives }) => {
    const text = alternatives.map(usage).join(' | ');
    if (!required) return `[${text}]`;
    return alternatives.length > 1 ? `(${text})` : text;
  });
  if (words !== undefined) {
    const mayMiss = words.count[0] === 0 && instead.length === 0;
    called.unshift(mayMiss ? `[${wordsNamed(words)}]` : wordsNamed(words));
  }
  return [...called, ...(instead.length === 0 ? [] : ['|', usage(instead)])].join(' ');
}

function usageOf(name: string, option: Option): string {
  if (option.kind === 'secret') return `--${name}-file FILE`;
  const typed = option.short ?? `--${name}`;
  if (option.kind === 'flag') return typed;
  const choice = option.choices?.join('|') ?? '';
  return `${typed} ${choice !== '' && choice.length <= longestChoice ? choice : option.placeholder}`;
}
