// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../domain/app-error.ts';

/** A failure in words: what happened and why, then what to do. */
export interface CauseAndStep {
  readonly cause: string;
  readonly step: string;
}

/**
 * Fills `{{name}}` from `details`. A part in square brackets that names a missing detail is left out, so that one
 * text serves whether or not the fact is known: `…不支持的算法[：{{algorithm}}]。`
 */
export function fillMessage(template: string, details: ErrorDetails): string {
  const fill = (text: string): string | null => {
    let complete = true;
    const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = details[name];
      if (value === undefined || value === null) {
        complete = false;
        return '';
      }
      return typeof value === 'object' ? value.join(', ') : String(value);
    });
    return complete ? filled : null;
  };
  const withoutGaps = template.replaceAll(/\[([^\]]*\{\{[^\]]*)\]/g, (_, part: string) => fill(part) ?? '');
  return fill(withoutGaps) ?? withoutGaps.replaceAll(/\{\{\w+\}\}/g, '…');
}
