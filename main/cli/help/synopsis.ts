// SPDX-License-Identifier: Apache-2.0
import { optionGroups, wordsNamed, type CallShape, type Option, type OptionTable } from '../runtime/options.ts';

const longestChoice = 30;

/** Returns `ID… --to STORE [--url URL]`. Options that replace the arguments come last, after a bar. */
export function synopsisOf(call: CallShape): string {
  return called(call, Object.fromEntries(Object.entries(call.options).filter(([, { rare }]) => rare !== true)), '');
}

/** Returns the required parts, then `others`, as in `ID… --to STORE [OPTIONS]`. */
export function shortUsage(call: CallShape, others: string): string {
  const needed = new Set(
    optionGroups(call.options).flatMap(({ required, alternatives }) => (required ? alternatives.flat() : [])),
  );
  const grouped = new Set(optionGroups(call.options).flatMap(({ alternatives }) => alternatives.flat()));
  const all = Object.entries(call.options);
  const shown = all.filter(([name]) => needed.has(name) || !grouped.has(name));
  return called(call, Object.fromEntries(shown), shown.length < all.length ? others : '');
}

function called({ words }: CallShape, shown: OptionTable, others: string): string {
  const usage = (names: readonly string[]): string =>
    names.map((name) => (shown[name] === undefined ? '' : usageOf(name, shown[name]))).join(' ');
  const groups = optionGroups(shown);
  const grouped = new Set(groups.flatMap(({ alternatives }) => alternatives.flat()));
  const instead = Object.keys(shown).filter((name) => !grouped.has(name));
  const parts = groups.map(({ required, alternatives }) => {
    const text = alternatives.map(usage).join(' | ');
    if (!required) return `[${text}]`;
    return alternatives.length > 1 ? `(${text})` : text;
  });
  if (words !== undefined) {
    const mayMiss = words.count[0] === 0 && instead.length === 0;
    parts.unshift(mayMiss ? `[${wordsNamed(words)}]` : wordsNamed(words));
  }
  if (instead.length > 0) parts.push('|', usage(instead));
  return [...parts, ...(others === '' ? [] : [others])].join(' ');
}

function usageOf(name: string, option: Option): string {
  if (option.kind === 'secret') return `--${name}-file FILE`;
  const typed = option.short ?? `--${name}`;
  if (option.kind === 'flag') return typed;
  const choice = option.choices?.join('|') ?? '';
  return `${typed} ${choice !== '' && choice.length <= longestChoice ? choice : option.placeholder}`;
}
