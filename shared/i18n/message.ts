// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../domain/errors/app-error.ts';

export interface CauseAndStep {
  readonly cause: string;
  readonly step: string;
}

/** Fills `{{name}}`. Drops a bracketed part if its detail is missing: `…不支持的算法[：{{algorithm}}]。` */
export function fillMessage(template: string, details: ErrorDetails): string {
  const separator = /\p{Script=Han}/u.test(template) ? '、' : ', ';
  const fill = (text: string): string | null => {
    let complete = true;
    const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = details[name];
      if (value === undefined || value === null) {
        complete = false;
        return '';
      }
      return typeof value === 'object' ? value.join(separator) : String(value);
    });
    return complete ? filled : null;
  };
  const withoutGaps = template.replaceAll(/\[([^\]]*\{\{[^\]]*)\]/g, (_, part: string) => fill(part) ?? '');
  return fill(withoutGaps) ?? withoutGaps.replaceAll(/\{\{\w+\}\}/g, '…');
}

export function joinSentences(...sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((before, next) => (/(^|[。！？：])$/.test(before) ? before + next : `${before} ${next}`), '');
}
