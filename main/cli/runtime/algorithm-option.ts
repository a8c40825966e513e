// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { tokenAlgorithms, tokenAlgorithmSchema, type TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { choice } from './options.ts';

export const algorithmOption = choice('ALGORITHM', tokenAlgorithms, {
  'zh-CN': '私钥算法',
  en: 'Key algorithm',
});

/** Null: not given. Errors: `usage`. */
export function algorithmAsked(asked: string | undefined, { profile }: HeldProfile): TokenAlgorithm | null {
  if (asked === undefined) return null;
  const allowed = profile.keyTypes ?? tokenAlgorithmSchema.options;
  const found = allowed.find((each) => each === asked);
  if (found === undefined) throw new AppError('usage', { option: '--algorithm', argument: allowed.join(', ') });
  return found;
}
