// SPDX-License-Identifier: Apache-2.0
import { domainToUnicode } from 'node:url';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';

export function hostOf(url: string): HeldProfile['host'] {
  const ascii = new URL(url).hostname;
  return { ascii, unicode: domainToUnicode(ascii) || ascii };
}

export function isHost(typed: string, { ascii }: HeldProfile['host']): boolean {
  const text = typed.trim();
  if (text === '' || /[\s/@:?#]/.test(text)) return false;
  try {
    return new URL(`https://${text}`).hostname === ascii;
  } catch {
    return false;
  }
}
