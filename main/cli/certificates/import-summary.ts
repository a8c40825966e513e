// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { words } from '../output/messages.ts';

export interface ImportSummary {
  files: number;
  opened: number;
  /** Missing or wrong. */
  needsPassword: number;
  damaged: number;
  unsupported: number;
  failed: number;
  passedOver: number;
}

const countedAs: Readonly<Record<Diagnosis['code'], keyof ImportSummary>> = {
  opened: 'opened',
  'needs-password': 'needsPassword',
  'wrong-password': 'needsPassword',
  'unsupported-algorithm': 'unsupported',
  'key-mismatch': 'damaged',
  'wrong-key': 'unsupported',
  'enveloped-key': 'unsupported',
  'enveloped-data': 'unsupported',
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
