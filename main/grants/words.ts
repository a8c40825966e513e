// SPDX-License-Identifier: Apache-2.0
import { languageOf } from '../../shared/i18n/language.ts';
import type { AskedCall } from './reach.ts';
import { chineseGrantWords } from './words.zh-CN.ts';
import { englishGrantWords } from './words.en.ts';

export type FactLabel =
  | 'certificate'
  | 'count'
  | 'file'
  | 'folder'
  | 'drive'
  | 'host'
  | 'address'
  | 'place'
  | 'name'
  | 'authority'
  | 'sha256'
  | 'owner'
  | 'token'
  | 'lastTry'
  | 'protection'
  | 'object'
  | 'way'
  | 'entries'
  | 'problem'
  | 'format'
  | 'user'
  | 'setting'
  | 'more';

interface Asked {
  readonly title: string;
  /** Button label. */
  readonly allow: string;
}

export interface GrantWords {
  readonly cancel: string;
  readonly replace: Asked;
  readonly labels: Readonly<Record<FactLabel, string>>;
  readonly calls: Readonly<Record<AskedCall, Asked>>;
}

/** `locale`: BCP 47. */
export function grantWords(locale: string): GrantWords {
  return languageOf(locale) === 'zh-CN' ? chineseGrantWords : englishGrantWords;
}
