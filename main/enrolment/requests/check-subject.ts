// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { attributeTypeNames } from '../../x509/names/attribute-types.ts';
import { readWhole, tags } from '../../x509/der/der-reader.ts';
import { readName } from '../../x509/names/distinguished-name.ts';
import { writeName } from '../../x509/names/write-name.ts';

/** In characters (RFC 5280, Appendix A.1). */
const longest: Readonly<Record<string, number>> = { CN: 64, O: 64, OU: 64, L: 128, ST: 128, serialNumber: 64 };

/**
 * `subject` is an RFC 4514 name. Errors: `invalid-input` (`field` `subject`; `reason`: those of `writeName`, or
 * `too-long` or `missing-field` with `type`).
 */
export function checkSubject(subject: string, profile: CaProfile): void {
  const der = writeName(subject);
  const attributes = readName(der, readWhole(der, tags.sequence)).flat();
  const named = attributes.map(({ type, text }) => ({ type: attributeTypeNames[type] ?? type, text: text ?? '' }));
  for (const { type, text } of named) {
    if (Array.from(text).length > (longest[type] ?? Infinity)) throw refused('too-long', type);
  }
  for (const { type, required } of profile.subject ?? []) {
    const isThere = named.some((each) => each.type.toLowerCase() === type.toLowerCase());
    if (required && !isThere) throw refused('missing-field', type);
  }
}

function refused(reason: string, type: string): AppError {
  return new AppError('invalid-input', { field: 'subject', reason, type });
}
