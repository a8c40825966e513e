// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { nearest } from '../help/nearest.ts';
import type { SecretName } from './secret-names.ts';

export interface CommandSpec {
  /** Names missing words in errors. */
  readonly synopsis?: string;
  readonly values?: readonly string[];
  /** Repeatable, several values each. */
  readonly lists?: readonly string[];
  readonly flags?: readonly string[];
  readonly secrets?: readonly SecretName[];
  readonly words: readonly [min: number, max: number];
}

export interface ParsedArguments {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
}

export const globalValues = ['vault'] as const;
export const globalFlags = ['json', 'quiet', 'yes', 'force', 'help'] as const;

/** Values may start with a dash (`--tag -old`). Errors: `usage` (`option` or `argument`). */
export function parseCommandArguments(spec: CommandSpec, argv: readonly string[]): ParsedArguments {
  const secretOptions = (spec.secrets ?? []).map((name) => `${name}-file`);
  const secretFlags = (spec.secrets ?? []).map((name) => `${name}-stdin`);
  const lists = spec.lists ?? [];
  const valueNames = [...globalValues, ...(spec.values ?? []), ...secretOptions];
  const flagNames = [...globalFlags, ...(spec.flags ?? []), ...secretFlags];
  const options = Object.fromEntries([
    ...valueNames.map((name) => [name, { type: 'string' as const, ...(name === 'output' && { short: 'o' }) }]),
    ...lists.map((name) => [name, { type: 'string' as const, multiple: true }]),
    ...flagNames.map((name) => [name, { type: 'boolean' as const, ...(name === 'help' && { short: 'h' }) }]),
  ]) as Record<string, OptionType>;
  const [min, max] = spec.words;
  const named = nameListWords(argv, { lists, valueNames, maxWords: max });
  const parsed = tryParse(joinDashValues(named, valueNames), options, [...valueNames, ...lists, ...flagNames]);
  if (parsed.positionals.length < min) {
    const argument = spec.synopsis?.split(/ (?:\[|--|\|)/, 1)[0] ?? 'missing';
    throw new AppError('usage', { argument });
  }
  if (parsed.positionals.length > max) throw new AppError('usage', { argument: parsed.positionals[max] ?? '' });
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

interface OptionType {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
}

function tryParse(args: string[], options: Record<string, OptionType>, names: readonly string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message never contains another option's value.
    const option = /'(-{1,2}[\w-]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    // Known: its value is missing. Unknown: suggest the nearest.
    const known = option === '' || names.includes(option.replace(/^-+/, ''));
    const meant = known ? null : nearest(option.replace(/^-+/, ''), names);
    throw new AppError('usage', { option, ...(meant !== null && { suggestion: `--${meant}` }) });
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

/** Expands `--with a b c`, leaving required words: `--with a b FILE`, `FILE --with a b`. */
function nameListWords(
  argv: readonly string[],
  { lists, valueNames, maxWords }: { lists: readonly string[]; valueNames: readonly string[]; maxWords: number },
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
      if (list !== null || valueNames.includes(name) || word === '-o') index++;
    }
  }
  const taken = free.filter((each) => each.list !== null).slice(0, Math.max(0, free.length - maxWords));
  const named = new Map(taken.map(({ at, list: option }) => [at, option]));
  return argv.flatMap((word, index) => (named.has(index) ? [named.get(index) ?? '', word] : [word]));
}
