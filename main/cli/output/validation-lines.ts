// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type { PathReason, PathWarning } from '../../../shared/domain/trust/path-reasons.ts';
import { pathReasonText, pathReasonTexts } from '../../../shared/i18n/path-reasons.ts';
import type { ValidationAnswer } from '../../../shared/schemas/trust/validation.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export interface WordedAnswer extends Pick<ValidationAnswer, 'valid' | 'path' | 'names' | 'revocation'> {
  readonly reasons: readonly { readonly text: string }[];
  readonly warnings: readonly { readonly text: string }[];
}

export function wordedFinding<Finding extends PathReason | PathWarning>(language: Language, finding: Finding) {
  const { code, certificate } = finding;
  return { code: code as Finding['code'], certificate, text: pathReasonText(finding, language) };
}

export function validationLines(language: Language, answer: WordedAnswer): string[] {
  const { valid, reasons, warnings, path, names, revocation } = answer;
  const texts = pathReasonTexts[language];
  return [
    `${valid ? texts.valid : texts.invalid} - ${texts.revocation[revocation]}`,
    ...reasons.map(({ text }) => `  ${visibleText(text)}`),
    ...warnings.map(({ text }) => `  ${texts.warning}: ${visibleText(text)}`),
    ...path.map((sha256, index) => `  ${sha256.slice(0, 16)}  ${visibleText(names[index] ?? '')}`),
  ];
}
