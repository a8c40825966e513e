// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { screenText } from './screen-text.ts';

/** Adds the ASCII form if different, to expose lookalike letters. */
export function hostWords({ ascii, unicode }: HeldProfile['host']): string {
  return ascii === unicode ? ascii : `${screenText(unicode)} (${ascii})`;
}
