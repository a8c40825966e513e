// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

const names: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  windows: 'Windows',
  macos: 'macOS',
};

/** Omits the folder or profile, which may be another computer's. */
export function storeKindWords(storeIds: readonly string[], language: Language): string {
  const kinds = new Set(storeIds.map((id) => id.split(':')[0] ?? id));
  const shown = [...kinds].flatMap((kind) => names[kind] ?? []);
  // In Chinese, ListFormat would write 和 before the last name.
  return language === 'zh-CN' ? shown.join('、') : new Intl.ListFormat(language).format(shown);
}
