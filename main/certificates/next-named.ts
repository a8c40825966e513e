// SPDX-License-Identifier: Apache-2.0
import { foldForSearch } from '../vault/records/search-text.ts';

/** The first character in pinyin order for each initial. No syllable begins with i, u or v. */
const firstOfInitial = Array.from('阿八嚓哒妸发旮哈讥咔垃呣拏噢妑七呥仨他穵夕丫帀');
const initials = Array.from('abcdefghjklmnopqrstwxyz');
const chinese = /\p{Script=Han}/u;

let pinyin: Intl.Collator | null = null;
const known = new Map<string, string>();

/** Returns what is typed without an input method, such as `zs` for 张三. Rare readings may be wrong. */
function typedForm(name: string): string {
  return Array.from(name, (character) => (chinese.test(character) ? initialOf(character) : character)).join('');
}

function initialOf(character: string): string {
  const cached = known.get(character);
  if (cached !== undefined) return cached;
  pinyin ??= new Intl.Collator('zh-CN-u-co-pinyin');
  const { compare } = pinyin;
  const after = firstOfInitial.findLastIndex((first) => compare(first, character) <= 0);
  const initial = initials[after] ?? character;
  known.set(character, initial);
  return initial;
}

export function nextNamed(names: readonly string[], typed: string, from: number): number | null {
  const wanted = foldForSearch(typed);
  for (let step = 0; step < names.length; step += 1) {
    const index = (from + step) % names.length;
    const name = foldForSearch(names[index] ?? '');
    if (name.startsWith(wanted) || typedForm(name).startsWith(wanted)) return index;
  }
  return null;
}
