// SPDX-License-Identifier: Apache-2.0
/** RFC 4514 §2.1: most specific first. */
const order = ['e', 'cn', 'ou', 'o', 'l', 'st', 'c'] as const;
export type SubjectPart = (typeof order)[number];
export type Subject = Readonly<Record<SubjectPart, string>>;

export const emptySubject: Subject = { e: '', cn: '', ou: '', o: '', l: '', st: '', c: '' };

export function distinguishedName(subject: Subject): string {
  return order
    .filter((part) => subject[part].trim() !== '')
    .map((part) => `${part === 'e' ? 'emailAddress' : part.toUpperCase()}=${valueOf(part, subject[part].trim())}`)
    .join(',');
}

function valueOf(part: SubjectPart, value: string): string {
  return part === 'c' ? value.toUpperCase() : escapedValue(value);
}

/** Escapes a trimmed value (RFC 4514 §2.4). */
export function escapedValue(value: string): string {
  return value.replaceAll(/[\\",+;<>=]/g, String.raw`\$&`).replace(/^#/, String.raw`\#`);
}

/** RFC 5280 Appendix A: two-letter ISO 3166 countries, ASCII email addresses. */
export function isPossiblePart(part: SubjectPart, value: string): boolean {
  const text = value.trim();
  if (text === '') return true;
  if (part === 'c') return /^[a-z]{2}$/i.test(text);
  return part !== 'e' || /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text);
}
