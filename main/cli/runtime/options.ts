// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export type HelpText = Readonly<Record<Language, string>>;

/** Sections of the help, in order. Other options are under "Options". */
export const optionSections = ['key', 'token', 'ca', 'policy', 'server', 'checks', 'result', 'unlock'] as const;
export type OptionSection = (typeof optionSections)[number];

interface OptionFacts {
  readonly section?: OptionSection;
  /** Includes the dash: `-o`. */
  readonly short?: string;
  readonly required?: true;
  readonly rare?: true;
  /** `or` starts an alternative, `and` adds to the previous option, `instead` replaces the arguments. */
  readonly joins?: 'or' | 'and' | 'instead';
}

interface ValueFacts extends OptionFacts {
  readonly choices?: readonly string[];
  readonly path?: 'file' | 'folder';
}

export type FlagOption = OptionFacts & { readonly kind: 'flag'; readonly text: HelpText };
export type ValueOption = ValueFacts & {
  readonly kind: 'value';
  readonly placeholder: string;
  readonly text: HelpText;
};
export type ListOption = ValueFacts & {
  readonly kind: 'list';
  readonly placeholder: string;
  readonly text: HelpText;
};
/** Typed as `--NAME-file FILE` or `--NAME-stdin`, never as a plain `--NAME`. */
export type SecretOption = OptionFacts & { readonly kind: 'secret'; readonly text: HelpText };
export type Option = FlagOption | ValueOption | ListOption | SecretOption;

export type OptionTable = Readonly<Record<string, Option>>;

export type NamesOf<Table extends OptionTable, Kind extends Option['kind']> = {
  [Name in keyof Table & string]: Table[Name] extends { kind: Kind } ? Name : never;
}[keyof Table & string];

export type RequiredOf<Table extends OptionTable> = {
  [Name in keyof Table & string]: Table[Name] extends { kind: 'value'; required: true } ? Name : never;
}[keyof Table & string];

export type WordsShape = { readonly count: readonly [min: number, max: number] } & (
  | {
      /** One argument's name in help, like `ID`. */
      readonly name: string;
      readonly files?: true;
      readonly choices?: never;
    }
  | { readonly name?: never; readonly files?: never; readonly choices: readonly string[] }
);

export interface CallShape {
  readonly words?: WordsShape;
  readonly options: OptionTable;
}

export function wordsNamed({ name, choices, count: [, max] }: WordsShape): string {
  const one = name ?? choices.join('|');
  return max > 1 ? `${one}…` : one;
}

export function flag(text: HelpText, facts: OptionFacts = {}): FlagOption {
  return { kind: 'flag', text, ...facts };
}

export function value(placeholder: string, text: HelpText, facts: ValueFacts = {}): ValueOption {
  return { kind: 'value', placeholder, text, ...facts };
}

export function file(placeholder: string, text: HelpText, facts: ValueFacts = {}): ValueOption {
  return value(placeholder, text, { ...facts, path: 'file' });
}

export function choice(placeholder: string, choices: readonly string[], text: HelpText): ValueOption {
  return value(placeholder, text, { choices });
}

export function list(placeholder: string, text: HelpText, facts: ValueFacts = {}): ListOption {
  return { kind: 'list', placeholder, text, ...facts };
}

export function required<Given extends Option>(option: Given): Given & { readonly required: true } {
  return { ...option, required: true };
}

export function rare<Given extends Option>(option: Given): Given {
  return { ...option, rare: true };
}

export function inSection<Table extends OptionTable>(section: OptionSection, table: Table): Table {
  const entries = Object.entries(table).map(([name, option]): [string, Option] => [name, { ...option, section }]);
  return Object.fromEntries(entries) as Table;
}

type Merged<Tables extends readonly OptionTable[]> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly OptionTable[],
]
  ? First & Merged<Rest>
  : unknown;

/** `[--a A | --b B --c C]`: each table is an alternative whose options belong together. */
export function alternatives<Tables extends readonly OptionTable[]>(...tables: Tables): Merged<Tables> {
  const joined = tables.flatMap((table, place) =>
    Object.entries(table).map(([name, option], index): [string, Option] => {
      if (index > 0) return [name, { ...option, joins: 'and' }];
      return [name, place === 0 ? option : { ...option, joins: 'or' }];
    }),
  );
  return Object.fromEntries(joined) as Merged<Tables>;
}

/** `(--a A | --b B --c C)`: one alternative is required. */
export function oneOf<First extends OptionTable, Rest extends readonly OptionTable[]>(
  first: First,
  ...rest: Rest
): Merged<readonly [First, ...Rest]> {
  const [name = ''] = Object.keys(first);
  const option = first[name];
  return alternatives(option === undefined ? first : { ...first, [name]: required(option) }, ...rest) as Merged<
    readonly [First, ...Rest]
  >;
}

/** `FILE… | --name TEXT --until DAY`. */
export function insteadOfWords<Table extends OptionTable>(table: Table): Table {
  const joined = Object.entries(table).map(([name, option], index): [string, Option] => [
    name,
    { ...option, joins: index === 0 ? 'instead' : 'and' },
  ]);
  return Object.fromEntries(joined) as Table;
}

interface OptionGroup {
  readonly required: boolean;
  readonly alternatives: string[][];
}

export function optionGroups(options: OptionTable): OptionGroup[] {
  const groups: OptionGroup[] = [];
  let isInstead = false;
  for (const [name, { joins, required: isRequired = false }] of Object.entries(options)) {
    if (joins !== 'and') isInstead = joins === 'instead';
    if (isInstead) continue;
    if (joins === 'or') groups.at(-1)?.alternatives.push([name]);
    else if (joins === 'and') groups.at(-1)?.alternatives.at(-1)?.push(name);
    else groups.push({ required: isRequired, alternatives: [[name]] });
  }
  return groups;
}
