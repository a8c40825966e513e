// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Diagnosis } from '../../../shared/schemas/inspection.ts';
import { words } from '../output/messages.ts';

/** How many files of an import ended how. */
export interface ImportSummary {
  files: number;
  opened: number;
  /** None was given, or none that fits. */
  needsPassword: number;
  damaged: number;
  unsupported: number;
  /** Unreadable, over a limit, or refused by the vault. */
  failed: number;
  /** No certificate files. */
  passedOver: number;
}

const countedAs: Readonly<Record<Diagnosis['code'], keyof ImportSummary>> = {
  opened: 'opened',
  'needs-password': 'needsPassword',
  'wrong-password': 'needsPassword',
  'unsupported-algorithm': 'unsupported',
  damaged: 'damaged',
  'limit-exceeded': 'failed',
  'not-a-certificate-file': 'passedOver',
};

export function emptySummary(files: number): ImportSummary {
  return { files, opened: 0, needsPassword: 0, damaged: 0, unsupported: 0, failed: 0, passedOver: 0 };
}

export function countDiagnosis(summary: ImportSummary, code: Diagnosis['code']): void {
  summary[countedAs[code]] += 1;
}

export function summaryText(language: Language, summary: ImportSummary): string {
  return fillMessage(words(language).summary, { ...summary });
}
