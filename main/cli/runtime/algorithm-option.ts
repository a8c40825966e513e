// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { keyAlgorithms, type KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import { tokenAlgorithms } from '../../../shared/schemas/token.ts';
import { choice } from './options.ts';

const text = { 'zh-CN': '私钥算法', en: 'Algorithm' };
export const algorithmOption = choice('ALGORITHM', keyAlgorithms, text);
export const tokenAlgorithmOption = choice('ALGORITHM', tokenAlgorithms, text);

export function algorithmAsked(asked: string | undefined, { profile }: HeldProfile): KeyAlgorithm | null {
  if (asked === undefined) return null;
  const allowed = profile.keyTypes ?? keyAlgorithms;
  const found = allowed.find((each) => each === asked);
  if (found === undefined) throw new AppError('usage', { option: '--algorithm', argument: allowed.join(', ') });
  return found;
}
