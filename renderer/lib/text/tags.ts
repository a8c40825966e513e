// SPDX-License-Identifier: Apache-2.0
/** Tags from one line, separated by Chinese or Western commas or semicolons; each once, in order, at most 50 of 60. */
export function parseTags(line: string): string[] {
  const tags = line
    .split(/[,，、;；\n]/)
    .map((tag) => tag.trim().slice(0, 60))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, 50);
}
