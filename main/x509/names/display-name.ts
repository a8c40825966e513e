// SPDX-License-Identifier: Apache-2.0
import { attributeTypes } from './attribute-types.ts';
import type { DistinguishedName, NameAttribute } from './distinguished-name.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';

/** Returns the common name, organisation, unit, e-mail, or first readable value. Identity numbers are masked. */
export function displayNameOf(name: DistinguishedName, email: string | null = null): string | null {
  const text =
    lastText(name, attributeTypes.commonName) ??
    lastText(name, attributeTypes.organization) ??
    lastText(name, attributeTypes.organizationalUnit) ??
    (email || null) ??
    lastText(name, attributeTypes.emailAddress) ??
    name.flat().find(hasText)?.text;
  return text ? maskIdentityNumbers(nameWithinPattern(text)) : null;
}

function lastText(name: DistinguishedName, type: string): string | null {
  for (let i = name.length - 1; i >= 0; i--) {
    for (const attribute of name[i] as readonly NameAttribute[]) {
      if (attribute.type === type && hasText(attribute)) return attribute.text;
    }
  }
  return null;
}

function hasText(attribute: NameAttribute): attribute is NameAttribute & { text: string } {
  return attribute.text !== null && attribute.text.trim() !== '';
}

const markedPattern = /^\d{3}@/;
const documentNumber = /^[A-Za-z]{0,4}\d[0-9A-Za-z]*$/;

/** CFCA writes `051@name@number@1` (person) or `041@number@name@1` (company), in varying order. */
function nameWithinPattern(text: string): string {
  if (!markedPattern.test(text)) return text;
  const fields = text
    .split('@')
    .slice(1)
    .map((field) => field.trim())
    .filter((field) => field !== '');
  return fields.find((field) => !documentNumber.test(field)) ?? fields[0] ?? text;
}
