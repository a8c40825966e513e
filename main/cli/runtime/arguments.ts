// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { AppError, type ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import { nearest } from '../help/nearest.ts';
import type { UsageReason } from '../output/usage-texts.ts';
import {
  optionGroups,
  wordsNamed,
  type CallShape,
  type NamesOf,
  type OptionTable,
  type RequiredOf,
} from './options.ts';
import { typedOptions, type globalOptions } from './typed-options.ts';

type Globals = typeof globalOptions;

export interface ParsedArguments {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
}

/** Typed by the command's option names, so that no others can be read. */
export type ArgumentsOf<Table extends OptionTable> = {
  readonly words: readonly string[];
  readonly values: Readonly<
    Record<NamesOf<Table, 'value'> | NamesOf<Globals, 'value'>, string | undefined> & Record<RequiredOf<Table>, string>
  >;
  readonly lists: Readonly<Record<NamesOf<Table, 'list'>, readonly string[]>>;
  readonly flags: ReadonlySet<NamesOf<Table, 'flag'> | NamesOf<Globals, 'flag'>>;
};

/** Values may start with a dash (`--tag -old`). Errors: `usage` (`option` or `argument`). */
export function parseCommandArguments({ words, options: table }: CallShape, argv: readonly string[]): ParsedArguments {
  const typed = typedOptions(table);
  const namesOf = (wanted: (option: (typeof typed)[number]) => boolean) => typed.filter(wanted).map(({ name }) => name);
  const valueNames = namesOf(({ placeholder, repeatable }) => placeholder !== null && !repeatable);
  const lists = namesOf(({ repeatable }) => repeatable);
  const flagNames = namesOf(({ placeholder }) => placeholder === null);
  const options = Object.fromEntries(
    typed.map(({ name, short, placeholder, repeatable }): [string, OptionType] => [
      name,
      {
        type: placeholder === null ? 'boolean' : 'string',
        ...(short !== null && { short: short.slice(1) }),
        ...(repeatable && { multiple: true }),
      },
    ]),
  );
  const [min, max] = words?.count ?? [0, 0];
  const takesValue = new Set(
    typed.flatMap(({ name, short, placeholder }) => (placeholder === null ? [] : [`--${name}`, short ?? ''])),
  );
  const named = nameListWords(argv, { lists, takesValue, maxWords: max });
  const parsed = tryParse(
    joinDashValues(named, valueNames),
    options,
    typed.map(({ name }) => name),
  );
  if (words && parsed.positionals.length < min) throw usage('missing-argument', { argument: wordsNamed(words) });
  if (parsed.positionals.length > max) throw usage('extra-argument', { argument: parsed.positionals[max] ?? '' });
  const missing = optionGroups(table)
    .filter(({ required, alternatives }) => required && !alternatives.some(([name = '']) => name in parsed.values))
    .map(({ alternatives: [first] }) => `--${first?.[0] ?? ''}`);
  const [option, ...more] = missing;
  if (option !== undefined && more.length === 0) throw usage('missing-option', { option });
  if (option !== undefined) throw usage('missing-options', { option, options: missing });
  return {
    words: parsed.positionals,
    values: Object.fromEntries(
      valueNames.flatMap((name) => {
        const value = parsed.values[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    ),
    lists: Object.fromEntries(
      lists.map((name) => [name, (parsed.values[name] as unknown as string[] | undefined) ?? []]),
    ),
    flags: new Set(flagNames.filter((name) => parsed.values[name] === true)),
  };
}

function usage(reason: UsageReason, details: ErrorDetails): AppError {
  return new AppError('usage', { ...details, reason });
}

interface OptionType {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
}

function tryParse(args: string[], options: Record<string, OptionType>, names: readonly string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message quotes option names, never a value.
    const message = error instanceof Error ? error.message : '';
    // Node writes '-o, --output <value>' if there is a short name.
    const option = /'(?:-\w, )?(-{1,2}[\w-]+)/.exec(message)?.[1] ?? '';
    const known = option === '' || names.includes(option.replace(/^-+/, ''));
    const meant = known ? null : nearest(option.replace(/^-+/, ''), names);
    if (known && /does not take an argument/.test(message)) throw usage('takes-no-value', { option });
    if (known) throw usage('missing-value', { option });
    throw usage('unknown-option', { option, ...(meant !== null && { suggestion: `--${meant}` }) });
  }
}

function joinDashValues(argv: readonly string[], valueNames: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    const next = argv[index + 1];
    if (word === '--') return [...joined, ...argv.slice(index)];
    const takesValue = word.startsWith('--') && valueNames.includes(word.slice(2));
    if (takesValue && next?.startsWith('-') === true && next.length > 1 && !next.startsWith('--')) {
      joined.push(`${word}=${next}`);
      index++;
    } else joined.push(word);
  }
  return joined;
}

/** Turns `--with a b` into `--with a --with b`, but leaves `maxWords` arguments, as in `--with a b FILE`. */
function nameListWords(
  argv: readonly string[],
  { lists, takesValue, maxWords }: { lists: readonly string[]; takesValue: ReadonlySet<string>; maxWords: number },
): readonly string[] {
  if (lists.length === 0) return argv;
  const free: { readonly at: number; readonly list: string | null }[] = [];
  let list: string | null = null;
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') break;
    if (!word.startsWith('-') || word === '-') free.push({ at: index, list });
    else {
      const name = word.replace(/^--?/, '');
      list = lists.includes(name) ? word : null;
      if (list !== null || takesValue.has(word)) index++;
    }
  }
  const taken = free.filter((each) => each.list !== null).slice(0, Math.max(0, free.length - maxWords));
  const named = new Map(taken.map(({ at, list: option }) => [at, option]));
  return argv.flatMap((word, index) => (named.has(index) ? [named.get(index) ?? '', word] : [word]));
}
