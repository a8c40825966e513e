// SPDX-License-Identifier: Apache-2.0
import { partsOf } from './distinguished-name.ts';

export const bankName = /银行|\bbank\b/i;

/** The bank that a certificate names, masked names included; null: none. RFC 4514 names. */
export function bankOf({ subject, issuer }: { readonly subject: string; readonly issuer: string }): string | null {
  const parts = [...partsOf(subject), ...partsOf(issuer)];
  return parts.find(({ type, value }) => /^(OU|O|CN)$/i.test(type) && bankName.test(value))?.value ?? null;
}
