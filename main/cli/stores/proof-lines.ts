// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Proof } from '../../../shared/schemas/store.ts';

export function proofLines(language: Language, proofs: readonly Proof[]): string[] {
  const text = storeTexts[language];
  return proofs
    .toReversed()
    .map(({ kind, passed }) => `  ${text.proof[kind]}${text.colon}${passed ? text.passed : text.failed}`);
}

export function passedKinds(proofs: readonly Proof[]): string[] {
  return proofs.flatMap(({ kind, passed }) => (passed ? [kind] : []));
}
