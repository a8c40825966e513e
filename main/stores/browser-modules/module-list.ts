// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { quotedValues } from './module-spec.ts';

/** One module of NSS's pkcs11.txt. */
export interface ListedModule {
  readonly name: string;
  /** As written: a path, or a bare name that the system's loader looks for; empty for softokn, NSS's own. */
  readonly library: string;
}

/** An entry and where it stands in the text. */
interface Entry extends ListedModule {
  readonly isInternal: boolean;
  readonly lines: readonly Line[];
}

interface Line {
  readonly start: number;
  /** Behind the line's end. */
  readonly end: number;
  readonly text: string;
}

/** Bytes as characters, one each: what is not ours stays byte for byte whatever its encoding. */
export type ListText = string;

/** NSS reads lines into 2,048 octets with their end (utilmod.c, MAX_LINE_LENGTH) and takes the rest for the next line. */
const maxLineOctets = 2046;

/**
 * The list of a database, without softokn itself. Lines of a module stand together, blank ones between modules, `#`
 * starts a comment (nss/lib/util/utilmod.c, nssutil_ReadSecmodDB).
 * @throws AppError `store-damaged`: NSS would read something else than what stands there
 */
export function modulesIn(text: ListText): ListedModule[] {
  return foreignEntries(text).map(({ name, library }) => ({ name, library }));
}

/**
 * The text with a module at its end, as NSS's own modutil writes it; nothing before it changes.
 * @throws AppError `store-damaged`; `store-refused`: not to be written on one line
 */
export function withModule(text: ListText, { name, library }: ListedModule): ListText {
  entriesOf(text);
  const lines = [`library=${octetsOf(library)}`, `name=${octetsOf(name)}`];
  // A first quote would be taken for the quotes of NSS, a blank there for nothing.
  const isPlain = [name, library].every((value) => /^[^\p{Cc}\s"][^\p{Cc}]*$/u.test(value));
  if (!isPlain || lines.some((line) => line.length > maxLineOctets)) {
    throw new AppError('store-refused', { reason: 'name or path of the module' });
  }
  return `${text}${separatorAfter(text)}${lines.join('\n')}\n\n`;
}

/**
 * The text without the modules that `isMeant` names. Comments stay, softokn stays, and nothing else changes.
 * @throws AppError `store-damaged`
 */
export function withoutModules(text: ListText, isMeant: (module: ListedModule) => boolean): ListText {
  let kept = text;
  for (const { lines } of foreignEntries(text).filter(isMeant).toReversed()) {
    const hasComments = lines.some(isComment);
    for (const line of lines.toReversed()) {
      if (!isComment(line)) kept = kept.slice(0, line.start) + kept.slice(line.end);
    }
    // The blank line that ends a module goes with it.
    const { start } = lines[0] ?? { start: 0 };
    if (!hasComments) kept = kept.slice(0, start) + kept.slice(start).replace(/^\r?\n/, '');
  }
  return kept;
}

function foreignEntries(text: ListText): Entry[] {
  return entriesOf(text).filter(({ isInternal }) => !isInternal);
}

function entriesOf(text: ListText): Entry[] {
  if (text.includes('\0')) throw new AppError('store-damaged', { reason: 'pkcs11.txt: NUL' });
  const paragraphs: Line[][] = [[]];
  for (const line of linesOf(text)) {
    if (line.text === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.flatMap((lines) => (lines.every(isComment) ? [] : [entryOf(lines)]));
}

function linesOf(text: ListText): Line[] {
  return [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: line, index }) => {
    const content = line.replace(/\r?\n$/, '');
    if (content.length > maxLineOctets) throw new AppError('store-damaged', { reason: 'pkcs11.txt: line too long' });
    return { start: index, end: index + line.length, text: content };
  });
}

function isComment({ text }: Line): boolean {
  return text.startsWith('#');
}

/** Names of values in either case; the last of two counts. */
function entryOf(lines: readonly Line[]): Entry {
  const values = new Map<string, string>();
  for (const { text } of lines.filter((line) => !isComment(line))) {
    const equals = text.indexOf('=');
    const isQuoted = text[equals + 1] === '"';
    const pairs = isQuoted ? quotedValues(text) : [[text.slice(0, equals), text.slice(equals + 1)] as const];
    if (equals > 0) for (const [key, value] of pairs) values.set(key.trim().toLowerCase(), textOf(value));
  }
  const library = values.get('library') ?? '';
  const isInternal = library === '' || lines.some(({ text }) => /^nss=.*internal/i.test(text));
  return { name: values.get('name') ?? '', library, isInternal, lines };
}

function separatorAfter(text: ListText): string {
  if (text === '' || /(^|\n)\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? '\n' : '\n\n';
}

function octetsOf(value: string): ListText {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function textOf(octets: ListText): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}
