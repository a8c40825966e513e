import { parseArgs } from 'node:util';
import { AppError } from '../../shared/domain/app-error.ts';
import { nearest } from './help/nearest.ts';
import type { SecretName } from './secret-names.ts';

export interface CommandSpec {
  /** `FILE|DIR… [--recursive]`: how the words are called when they are missing. */
  readonly synopsis?: string;
  /** Options that take a value. */
  readonly values?: readonly string[];
  readonly flags?: readonly string[];
  /** Secrets this command may be given. */
  readonly secrets?: readonly SecretName[];
  /** How many words must and may follow the command. */
  readonly words: readonly [min: number, max: number];
}

export interface ParsedArguments {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
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
  const valueNames = [...globalValues, ...(spec.values ?? []), ...secretOptions];
  const flagNames = [...globalFlags, ...(spec.flags ?? []), ...secretFlags];
  const options = Object.fromEntries([
    ...valueNames.map((name) => [name, { type: 'string' as const, ...(name === 'output' && { short: 'o' }) }]),
    ...flagNames.map((name) => [name, { type: 'boolean' as const, ...(name === 'help' && { short: 'h' }) }]),
  ]) as Record<string, { type: 'string' | 'boolean'; short?: string }>;
  const parsed = tryParse(joinDashValues(argv, valueNames), options, [...valueNames, ...flagNames]);
  const [min, max] = spec.words;
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
    flags: new Set(flagNames.filter((name) => parsed.values[name] === true)),
  };
}

function tryParse(
  args: string[],
  options: Record<string, { type: 'string' | 'boolean'; short?: string }>,
  names: readonly string[],
) {
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
