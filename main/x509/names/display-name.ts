// SPDX-License-Identifier: Apache-2.0
import { attributeTypes } from './attribute-types.ts';
import type { DistinguishedName, NameAttribute } from './distinguished-name.ts';
import { nameWithinPattern } from '../../../shared/domain/certificates/holder-name.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';

/** Identity numbers are masked. */
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
