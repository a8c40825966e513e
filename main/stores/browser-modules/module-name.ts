// SPDX-License-Identifier: Apache-2.0
const maxLength = 64;

export function moduleNameFor(wanted: string, taken: readonly string[]): string {
  const plain = wanted
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/^[\s"]+/u, '')
    .slice(0, maxLength)
    .trim();
  const name = plain.toWellFormed() || 'PKCS#11';
  const isFree = (candidate: string): boolean => !taken.includes(candidate);
  if (isFree(name)) return name;
  let count = 2;
  while (!isFree(`${name} (${count})`)) count += 1;
  return `${name} (${count})`;
}
