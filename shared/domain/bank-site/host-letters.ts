// SPDX-License-Identifier: Apache-2.0
export const hostScripts = [
  'latin',
  'han',
  'hiragana',
  'katakana',
  'hangul',
  'bopomofo',
  'cyrillic',
  'greek',
  'armenian',
  'hebrew',
  'arabic',
  'thai',
  'georgian',
  'other',
] as const;
export type HostScript = (typeof hostScripts)[number];

export interface HostLetter {
  readonly text: string;
  /** Null for digits, hyphens, dots and the colon of a port. */
  readonly script: HostScript | null;
  /** A letter that is neither a-z nor Chinese, so it may be a lookalike. */
  readonly isForeign: boolean;
  readonly looksLike: string | null;
}

const tests: readonly (readonly [HostScript, RegExp])[] = [
  ['latin', /^\p{Script=Latin}/u],
  ['han', /^\p{Script=Han}/u],
  ['hiragana', /^\p{Script=Hiragana}/u],
  ['katakana', /^\p{Script=Katakana}/u],
  ['hangul', /^\p{Script=Hangul}/u],
  ['bopomofo', /^\p{Script=Bopomofo}/u],
  ['cyrillic', /^\p{Script=Cyrillic}/u],
  ['greek', /^\p{Script=Greek}/u],
  ['armenian', /^\p{Script=Armenian}/u],
  ['hebrew', /^\p{Script=Hebrew}/u],
  ['arabic', /^\p{Script=Arabic}/u],
  ['thai', /^\p{Script=Thai}/u],
  ['georgian', /^\p{Script=Georgian}/u],
];

/** Letters that each resemble a Latin letter in common fonts. */
const lookalikes: Readonly<Record<string, string>> = {
  ...pairs('аaсcеeоoрpхxуyіiјjѕsһhԁdԛqԝwӏlьbтtмmкkнhгrпn'),
  ...pairs('αaοoνvρpιiκkτtυuχxεe'),
  ...pairs('օoսuհhցgոnյj'),
  ...pairs('ɡgıiȷjłlđd'),
};

export function hostLetters(host: string): HostLetter[] {
  return Array.from(host, (text) => {
    const script = scriptOf(text);
    const isForeign = script !== null && script !== 'han' && !/^[a-z]$/.test(text);
    return { text, script, isForeign, looksLike: isForeign ? (lookalikes[text] ?? null) : null };
  });
}

/**
 * True if a label isn't "highly restrictive" (Unicode TR 39 §5.2): a single script, or Latin with Chinese, Japanese or
 * Korean.
 */
export function mixesScripts(host: string): boolean {
  return host.split('.').some((label) => {
    const scripts = new Set(Array.from(label, scriptOf).filter((script) => script !== null));
    return scripts.size > 1 && !allowed.some((set) => [...scripts].every((script) => set.has(script)));
  });
}

const allowed: readonly ReadonlySet<HostScript>[] = [
  new Set(['latin', 'han', 'hiragana', 'katakana']),
  new Set(['latin', 'han', 'bopomofo']),
  new Set(['latin', 'han', 'hangul']),
];

function scriptOf(text: string): HostScript | null {
  const found = tests.find(([, test]) => test.test(text))?.[0];
  if (found !== undefined) return found;
  return /^[\d.:-]$/.test(text) ? null : 'other';
}

function pairs(text: string): Record<string, string> {
  const letters = Array.from(text);
  return Object.fromEntries(letters.flatMap((letter, at) => (at % 2 === 0 ? [[letter, letters[at + 1] ?? '']] : [])));
}
