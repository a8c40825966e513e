// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { passwordStrength } from '../../shared/domain/password-estimate.ts';
import { minimumPasswordLength } from '../../shared/domain/password-rules.ts';

/** Refuses a new passphrase or password. Throws `passphrase-weak` with the `reason` `short` or `guessable`. */
export type RequireStrength = (password: string) => Promise<void>;

/**
 * The one rule for new secrets that people choose: of the vault, of backups, of exported files. Eight characters (NFC), and
 * not what the window calls weak. Checked where they are used, so that no caller can leave it out.
 */
export const requireStrength: RequireStrength = async (password) => {
  const strength = await passwordStrength(password);
  if (strength === 'fair' || strength === 'long') return;
  const reason = strength === 'weak' ? 'guessable' : 'short';
  throw new AppError('passphrase-weak', { reason, minimum: minimumPasswordLength });
};
