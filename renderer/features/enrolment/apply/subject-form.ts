// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import type { Language } from '../../../../shared/i18n/language.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { partsOf } from '../../../../shared/domain/certificates/name-parts.ts';
import { escapedValue } from '../../../lib/text/distinguished-name.ts';

export interface SubjectField {
  readonly type: string;
  readonly label: string;
  readonly required: boolean;
}

/** `max` counts characters (RFC 5280 Appendix A.1). */
export type FieldProblem =
  | { readonly is: 'required' | 'country' | 'ascii' }
  | { readonly is: 'long'; readonly max: number };

const longest: Readonly<Record<string, number>> = { CN: 64, O: 64, OU: 64, L: 128, ST: 128, SERIALNUMBER: 64 };
const asciiOnly: ReadonlySet<string> = new Set(['SERIALNUMBER', 'EMAILADDRESS', 'E', 'DC']);

export function fieldsOf(
  { subject }: CaProfile,
  { t, language }: { t: Text['t']; language: Language },
): SubjectField[] {
  if (subject !== undefined) {
    return subject.map(({ type, label, required }) => ({ type, label: label[language], required }));
  }
  return [
    { type: 'CN', label: t('enrolment.wizard.cn'), required: true },
    { type: 'O', label: t('enrolment.wizard.o'), required: false },
    { type: 'C', label: t('enrolment.wizard.c'), required: false },
  ];
}

export function problemOf({ type, required }: SubjectField, value: string): FieldProblem | null {
  const text = value.trim();
  const kind = type.toUpperCase();
  if (text === '') return required ? { is: 'required' } : null;
  if (kind === 'C') return /^[a-z]{2}$/i.test(text) ? null : { is: 'country' };
  if (asciiOnly.has(kind) && !/^[\x20-\x7e]+$/.test(text)) return { is: 'ascii' };
  const max = longest[kind];
  return max !== undefined && Array.from(text).length > max ? { is: 'long', max } : null;
}

/** Returns an RFC 4514 name in field order, or null if a value is invalid, a required one is missing or all are empty. */
export function subjectOf(fields: readonly SubjectField[], values: readonly string[]): string | null {
  const filled = fields.map((field, index) => ({ field, text: (values[index] ?? '').trim() }));
  if (filled.some(({ field, text }) => problemOf(field, text) !== null)) return null;
  const parts = filled
    .filter(({ text }) => text !== '')
    .map(
      ({ field: { type }, text }) => `${type}=${escapedValue(type.toUpperCase() === 'C' ? text.toUpperCase() : text)}`,
    );
  return parts.length === 0 ? null : parts.join(',');
}

/**
 * Splits an RFC 4514 name into values in field order, with '' for missing ones. Values of a repeated type keep their
 * order.
 */
export function valuesFrom(fields: readonly SubjectField[], subject: string): string[] {
  const left = partsOf(subject).map(({ type, value }) => ({ type: sameType(type), value }));
  return fields.map(({ type }) => {
    const index = left.findIndex((part) => part.type === sameType(type));
    return index === -1 ? '' : (left.splice(index, 1)[0]?.value ?? '');
  });
}

function sameType(type: string): string {
  const upper = type.toUpperCase();
  return upper === 'E' ? 'EMAILADDRESS' : upper;
}
