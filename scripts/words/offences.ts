// SPDX-License-Identifier: Apache-2.0
import { bannedWords } from './banned-words.ts';
import { exceptions } from './exceptions.ts';
import { textsOf } from './texts.ts';

/** Returns a line per banned word: `file:line: word (why): use …`. */
export function offencesIn(file: string, source: string): string[] {
  const excused = exceptions.filter((one) => one.file.test(file));
  const found = textsOf(file, source).flatMap(({ line, text, places }) => {
    const plain = excused.reduce((rest, { word }) => rest.replaceAll(new RegExp(word, `${word.flags}g`), ''), text);
    return bannedWords.flatMap(({ ban, use, why, places: banned }) => {
      const word = places.some((place) => banned.includes(place)) ? ban.exec(plain)?.[0] : undefined;
      return word === undefined ? [] : [`${file}:${line}: ${word} (${why}): use ${use}`];
    });
  });
  return [...new Set(found)];
}
