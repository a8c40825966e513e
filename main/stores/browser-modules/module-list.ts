// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../shared/domain/errors/error-reasons.ts';
import { quotedValues } from './module-spec.ts';

export interface ListedModule {
  readonly name: string;
  /** A path, or a bare name for the loader. Empty for softokn. */
  readonly library: string;
}

interface Entry extends ListedModule {
  readonly isInternal: boolean;
  readonly lines: readonly Line[];
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Decoded as Latin-1, so unknown bytes stay unchanged. */
export type ListText = string;

/** NSS splits lines at 2,048 bytes (utilmod.c, MAX_LINE_LENGTH). */
const maxLineOctets = 2046;

/**
 * Omits softokn. The format is that of nssutil_ReadSecmodDB (nss/lib/util/utilmod.c).
 * @throws `store-damaged`
 */
export function modulesIn(text: ListText): ListedModule[] {
  return foreignEntries(text).map(({ name, library }) => ({ name, library }));
}

/**
 * Adds the same entry as NSS's modutil.
 * @throws `store-damaged`, `store-refused` (unsuitable name or path)
 */
export function withModule(text: ListText, { name, library }: ListedModule): ListText {
  entriesOf(text);
  const lines = [`library=${octetsOf(library)}`, `name=${octetsOf(name)}`];
  // NSS would interpret a leading quote or space.
  const isPlain = [name, library].every((value) => /^[^\p{Cc}\s"][^\p{Cc}]*$/u.test(value));
  if (!isPlain || lines.some((line) => line.length > maxLineOctets)) {
    throw new AppError('store-refused', { reason: 'module-not-listable' satisfies StoreReason });
  }
  return `${text}${separatorAfter(text)}${lines.join('\n')}\n\n`;
}

export function withoutModules(text: ListText, isMeant: (module: ListedModule) => boolean): ListText {
  let kept = text;
  for (const { lines } of foreignEntries(text).filter(isMeant).toReversed()) {
    const hasComments = lines.some(isComment);
    for (const line of lines.toReversed()) {
      if (!isComment(line)) kept = kept.slice(0, line.start) + kept.slice(line.end);
    }
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

/** Keys are case-insensitive, and the last value wins. */
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
