// SPDX-License-Identifier: Apache-2.0
import { languageOf } from '../../shared/i18n/language.ts';
import { visibleText } from '../../shared/sinks/visible-text.ts';
import type { Question } from '../hosts/host.ts';
import type { Fact, Reach } from './reach.ts';
import { englishGrantWords, type GrantWords } from './words.en.ts';
import { chineseGrantWords } from './words.zh-CN.ts';

const longestValue = 300;

const grantWords = (locale: string): GrantWords =>
  languageOf(locale) === 'zh-CN' ? chineseGrantWords : englishGrantWords;

/** Shows hidden characters as escapes. Shortens long values. */
export function questionFor({ call, words: asked = call, facts }: Reach, language: string): Question {
  const words = grantWords(language);
  return questionOf(language, words, words.calls[asked], facts);
}

export function replaceQuestion(path: string, language: string): Question {
  const words = grantWords(language);
  return questionOf(language, words, words.replace, [['file', path]]);
}

function questionOf(
  language: string,
  { labels, values, cancel }: GrantWords,
  { title, allow }: { readonly title: string; readonly allow: string },
  facts: readonly Fact[],
): Question {
  return {
    language,
    title,
    facts: facts.map(([label, value]) => {
      return { label: labels[label], value: shown(values[label]?.[value] ?? value) };
    }),
    allow,
    cancel,
  };
}

function shown(value: string): string {
  const text = visibleText(value);
  if (text.length <= longestValue) return text;
  const half = longestValue / 2;
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}
