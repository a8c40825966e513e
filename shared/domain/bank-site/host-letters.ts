// SPDX-License-Identifier: Apache-2.0
/** Scripts common in names at banks; others count as `other`. */
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
  /** Null: digits, hyphens and dots. */
  readonly script: HostScript | null;
  /** Neither a plain Latin letter nor a Chinese character, so possibly a lookalike. */
  readonly isForeign: boolean;
  /** The plain Latin letter it resembles; null: none known. */
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

/** Unicode TR 39 confusables that resemble one Latin letter in common fonts. */
const lookalikes: Readonly<Record<string, string>> = {
  ...pairs('аaсcеeоoрpхxуyіiјjѕsһhԁdԛqԝwӏlьbтtмmкkнhгrпn'),
  ...pairs('αaοoνvρpιiκkτtυuχxεe'),
  ...pairs('օoսuհhցgոnյj'),
  ...pairs('ɡgıiȷjłlđd'),
};

/** Every letter of a host in Unicode form. */
export function hostLetters(host: string): HostLetter[] {
  return Array.from(host, (text) => {
    const script = scriptOf(text);
    const isForeign = script !== null && script !== 'han' && !/^[a-z]$/.test(text);
    return { text, script, isForeign, looksLike: isForeign ? (lookalikes[text] ?? null) : null };
  });
}

/**
 * Unicode TR 39 §5.2, "highly restrictive": one script per label, or Latin with Chinese, Japanese or Korean. Other
 * mixtures imitate a name.
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
  return /^[\d.-]$/.test(text) ? null : 'other';
}

function pairs(text: string): Record<string, string> {
  const letters = Array.from(text);
  return Object.fromEntries(letters.flatMap((letter, at) => (at % 2 === 0 ? [[letter, letters[at + 1] ?? '']] : [])));
}
