// SPDX-License-Identifier: Apache-2.0
import { partsOf } from './name-parts.ts';

const bankName = /银行|\bbank\b/i;

/** Banks put their own name into an organisational unit. `subject`: RFC 4514. Null: names none. */
export function bankOf(subject: string): string | null {
  const parts = partsOf(subject);
  const isBank = (type: string) => (part: { readonly type: string; readonly value: string }) =>
    part.type.toUpperCase() === type && bankName.test(part.value);
  return (parts.find(isBank('OU')) ?? parts.find(isBank('O')))?.value ?? null;
}
