// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { type GuideName, guideNames } from '../../state/help-store.ts';

const files = import.meta.glob<string>('../../../docs/guide/*/*.md', { query: '?raw', import: 'default', eager: true });

export interface Guide {
  readonly name: GuideName;
  readonly title: string;
  readonly lead: string;
  readonly body: string;
}

function guideIn(language: Language, name: GuideName): Guide {
  const text = files[`../../../docs/guide/${language}/${name}.md`] ?? '';
  const [, title = name, body = ''] = /^# (.+)\n+([^]*)/.exec(text) ?? [];
  const [, lead = ''] = /^([^#|\-\d].*)/.exec(body) ?? [];
  return { name, title, lead: lead.replaceAll(/\*\*|`/g, '').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1'), body };
}

export const guidesIn = (language: Language): readonly Guide[] => guideNames.map((name) => guideIn(language, name));

/** Matches all words; title matches come first. */
export function searchGuides(guides: readonly Guide[], search: string): readonly Guide[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = guides.filter(({ title, body }) => has(`${title} ${body}`));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))];
}

/** Returns `renew` for `renew.md`, or null for other links. */
export function linkedGuide(href: string): GuideName | null {
  return guideNames.find((name) => href === `${name}.md`) ?? null;
}
