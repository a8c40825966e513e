// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { type GuideName, guideNames } from '../../state/help-store.ts';
import { searchWords } from './search-words.ts';

const files = import.meta.glob<string>('../../../docs/guide/*/*.md', { query: '?raw', import: 'default', eager: true });

export interface Guide {
  readonly name: GuideName;
  readonly title: string;
  readonly lead: string;
  readonly body: string;
  readonly words: readonly string[];
}

function guideIn(language: Language, name: GuideName): Guide {
  const text = files[`../../../docs/guide/${language}/${name}.md`] ?? '';
  const [, title = name, body = ''] = /^# (.+)\n+([^]*)/.exec(text) ?? [];
  const [, lead = ''] = /^([^#|\-\d].*)/.exec(body) ?? [];
  const plainLead = lead.replaceAll(/\*\*|`/g, '').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  const [sentence = plainLead] = /^.+?(?:[。！？]|[.!?](?=\s|$))/u.exec(plainLead) ?? [];
  return { name, title, lead: sentence, body, words: searchWords[language][name].split(' ') };
}

export const guidesIn = (language: Language): readonly Guide[] => guideNames.map((name) => guideIn(language, name));

const fillers = new Set('a an the my i is was has have how do to what can are many'.split(' '));

export function searchGuides(guides: readonly Guide[], search: string): readonly Guide[] {
  const asked = search.toLowerCase().split(/\s+/).filter(Boolean);
  const terms = asked.filter((term) => !fillers.has(term));
  const has = (text: string, words: readonly string[] = []) =>
    terms.every((term) => text.toLowerCase().includes(term) || words.some((word) => term.includes(word)));
  const found = guides.filter(({ title, body, words }) => has(`${title} ${body} ${words.join(' ')}`, words));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))];
}

/** U+2060 (word joiner) keeps U盾 on one line. */
export const unbroken = (text: string): string => text.replaceAll('U盾', 'U\u2060盾');

export function linkedGuide(href: string): GuideName | null {
  return guideNames.find((name) => href === `${name}.md`) ?? null;
}
