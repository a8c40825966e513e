// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { passwordStrength } from '../../../shared/domain/secrets/password-estimate.ts';
import { minimumPasswordLength } from '../../../shared/domain/secrets/password-rules.ts';

/** Throws `passphrase-weak` (`reason` `short` or `guessable`). */
export type RequireStrength = (password: string) => Promise<void>;

/** Applies to chosen passwords, not PINs. */
export const requireStrength: RequireStrength = async (password) => {
  const strength = await passwordStrength(password);
  if (strength === 'fair' || strength === 'long') return;
  const reason = strength === 'weak' ? 'guessable' : 'short';
  throw new AppError('passphrase-weak', { reason, minimum: minimumPasswordLength });
};
