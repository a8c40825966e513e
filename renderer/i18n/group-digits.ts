// SPDX-License-Identifier: Apache-2.0
// English and Chinese group digits alike. Creating a format is slow.
const numbers = new Intl.NumberFormat('en');

/** 12,345. */
export function groupDigits(number: number): string {
  return numbers.format(number);
}
