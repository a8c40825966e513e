// SPDX-License-Identifier: Apache-2.0
import type { MessageBoxOptions } from 'electron';
import type { Question } from '../../host.ts';

export const allowButton = 1;

/** Enter, Escape and closing mean no. */
export function questionBox({ title, facts, allow, cancel }: Question): MessageBoxOptions {
  return {
    type: 'warning',
    message: title,
    detail: facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    buttons: [cancel, allow],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
}
