// SPDX-License-Identifier: Apache-2.0
import { partsOf } from './name-parts.ts';

const markedPattern = /^\d{3}@/;
/** Matches masked numbers too. */
const documentNumber = /^[A-Za-z]{0,4}\d[0-9A-Za-z*]*$/;

/** `subject` is an RFC 4514 name. */
export function holderNameIn(subject: string): string | null {
  const parts = partsOf(subject);
  const found = ['CN', 'O', 'OU', 'emailAddress'].flatMap((type) =>
    parts.filter((part) => part.type === type && part.value !== ''),
  )[0];
  return found === undefined ? null : nameWithinPattern(found.value);
}

/** CFCA writes `051@name@number@1` (person) or `041@number@name@1` (company), in varying order. */
export function nameWithinPattern(text: string): string {
  if (!markedPattern.test(text)) return text;
  const fields = text
    .split('@')
    .slice(1)
    .map((field) => field.trim())
    .filter((field) => field !== '');
  return fields.find((field) => !documentNumber.test(field)) ?? fields[0] ?? text;
}
