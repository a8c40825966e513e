// SPDX-License-Identifier: Apache-2.0
import { storeTexts } from './store-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Proof } from '../../../shared/schemas/store.ts';

/** What was shown, in the order in which it was. */
export function proofLines(language: Language, proofs: readonly Proof[]): string[] {
  const text = storeTexts[language];
  return proofs
    .toReversed()
    .map(({ kind, passed }) => `  ${text.proof[kind]}${text.colon}${passed ? text.passed : text.failed}`);
}

/** For the details of an error: what was shown before it. */
export function passedKinds(proofs: readonly Proof[]): string[] {
  return proofs.flatMap(({ kind, passed }) => (passed ? [kind] : []));
}
