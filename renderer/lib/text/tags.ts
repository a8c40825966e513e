// SPDX-License-Identifier: Apache-2.0
/** Splits at newlines, commas and semicolons, Chinese or Western. At most 50 unique tags of 60 characters. */
export function parseTags(line: string): string[] {
  const tags = line
    .split(/[,，、;；\n]/)
    .map((tag) => tag.trim().slice(0, 60))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, 50);
}
