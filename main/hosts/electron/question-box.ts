// SPDX-License-Identifier: Apache-2.0
import type { MessageBoxOptions } from 'electron';
import type { Question } from '../host.ts';

/** Allow is this button. */
export const allowButton = 1;

/** The system's own box: Enter, Escape and closing it are a no. */
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
