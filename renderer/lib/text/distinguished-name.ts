// SPDX-License-Identifier: Apache-2.0
/** Parts of a subject as a person enters them, in the order of RFC 4514 §2.1: the most specific first. */
const order = ['e', 'cn', 'ou', 'o', 'l', 'st', 'c'] as const;
export type SubjectPart = (typeof order)[number];
export type Subject = Readonly<Record<SubjectPart, string>>;

export const emptySubject: Subject = { e: '', cn: '', ou: '', o: '', l: '', st: '', c: '' };

/** A distinguished name as a string, with what has a meaning there escaped (RFC 4514 §2.4). */
export function distinguishedName(subject: Subject): string {
  return order
    .filter((part) => subject[part].trim() !== '')
    .map((part) => `${part === 'e' ? 'emailAddress' : part.toUpperCase()}=${valueOf(part, subject[part].trim())}`)
    .join(',');
}

function valueOf(part: SubjectPart, value: string): string {
  return part === 'c' ? value.toUpperCase() : escapedValue(value);
}

/** A value with what has a meaning in a distinguished name escaped (RFC 4514 §2.4); without blanks at its ends. */
export function escapedValue(value: string): string {
  return value.replaceAll(/[\\",+;<>=]/g, String.raw`\$&`).replace(/^#/, String.raw`\#`);
}

/** The common name of a distinguished name (RFC 4514), else all of it: by this a person knows whose it is. */
export function commonNameOf(dn: string): string {
  const value = /(?:^|[,+])\s*CN=((?:\\.|[^,+\\])+)/i.exec(dn)?.[1];
  return value?.replaceAll(/\\(.)/g, '$1').trim() ?? dn;
}

/** Types and values of a distinguished name (RFC 4514 §3), escapes undone; a value in hex (`#04…`) has none to show. */
export function partsOf(dn: string): { readonly type: string; readonly value: string }[] {
  const parts = dn.match(/(?:\\.|[^,+\\])+/g) ?? [];
  return parts.flatMap((part) => {
    const [, type = '', text = ''] = /^\s*([A-Za-z0-9.]+)=(.*)$/s.exec(part) ?? [];
    if (type === '' || text.startsWith('#')) return [];
    return [{ type, value: unescaped(text).trim() }];
  });
}

/** `\,` is a character, `\e5\bc\a0` are bytes of UTF-8 (RFC 4514 §2.4). */
function unescaped(text: string): string {
  return text.replaceAll(/(?:\\[0-9a-fA-F]{2})+|\\(.)/gs, (all, single: string | undefined) => {
    if (single !== undefined) return single;
    const bytes = all
      .split('\\')
      .slice(1)
      .map((pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(Uint8Array.from(bytes));
  });
}

/** What a certificate cannot hold there: a country is two letters of ISO 3166, an address is ASCII (RFC 5280 Appendix A). */
export function isPossiblePart(part: SubjectPart, value: string): boolean {
  const text = value.trim();
  if (text === '') return true;
  if (part === 'c') return /^[a-z]{2}$/i.test(text);
  return part !== 'e' || /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text);
}
