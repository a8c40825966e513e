// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { AppError } from '../../../shared/domain/app-error.ts';
import { nearest } from '../help/nearest.ts';
import type { SecretName } from './secret-names.ts';

export interface CommandSpec {
  /** `FILE|DIR… [--recursive]`: how the words are called when they are missing. */
  readonly synopsis?: string;
  /** Options that take a value. */
  readonly values?: readonly string[];
  /** Options that take a value and may be given again; several words may follow one. */
  readonly lists?: readonly string[];
  readonly flags?: readonly string[];
  /** Secrets this command may be given. */
  readonly secrets?: readonly SecretName[];
  /** How many words must and may follow the command. */
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

/**
 * Splits the words and options of one command. Errors: `usage` with `option` or `argument` naming what is wrong.
 * The value of an option may start with a dash (`--tag -old`).
 */
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
    // Node's text names the option; it never holds the value of another one.
    const option = /'(-{1,2}[\w-]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    // An option that exists is missing its value; for any other the nearest name is told.
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

/**
 * `--with a b c` as `--with a --with b --with c`, from the front, as long as more words stand there than the command
 * takes: `--with a b FILE` and `FILE --with a b` both leave FILE to the command.
 */
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
