// SPDX-License-Identifier: Apache-2.0
import { wordsNamed, type CallShape, type Option, type WordsShape } from '../runtime/options.ts';

/** Longer choices stand in the list of options only. */
const longestChoice = 30;

/** `ID… --to STORE [--url URL]`. An alternative call comes last, behind a bar. */
export function synopsisOf({ words, options }: CallShape): string {
  const groups: { readonly required: boolean; readonly alternatives: string[][] }[] = [];
  const instead: string[] = [];
  let isInstead = false;
  for (const [name, option] of Object.entries(options)) {
    if (option.rare) continue;
    if (option.joins !== 'and') isInstead = option.joins === 'instead';
    const usage = usageOf(name, option);
    const group = groups.at(-1);
    if (isInstead) instead.push(usage);
    else if (option.joins === 'or') group?.alternatives.push([usage]);
    else if (option.joins === 'and') group?.alternatives.at(-1)?.push(usage);
    else groups.push({ required: option.required === true, alternatives: [[usage]] });
  }
  const called = [
    ...(words === undefined ? [] : [wordsOf(words, instead.length === 0)]),
    ...groups.map(({ required, alternatives }) => {
      const text = alternatives.map((each) => each.join(' ')).join(' | ');
      if (!required) return `[${text}]`;
      return alternatives.length > 1 ? `(${text})` : text;
    }),
  ].join(' ');
  return instead.length === 0 ? called : `${called} | ${instead.join(' ')}`;
}

function usageOf(name: string, option: Option): string {
  if (option.kind === 'secret') return `--${name}-file FILE`;
  const typed = option.short ?? `--${name}`;
  if (option.kind === 'flag') return typed;
  const choice = option.choices?.join('|') ?? '';
  return `${typed} ${choice !== '' && choice.length <= longestChoice ? choice : option.placeholder}`;
}

function wordsOf(words: WordsShape, mayMiss: boolean): string {
  const [min] = words.count;
  return min === 0 && mayMiss ? `[${wordsNamed(words)}]` : wordsNamed(words);
}
