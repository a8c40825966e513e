// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { CommandSpec, ParsedArguments } from '../runtime/arguments.ts';
import { lastTryFlag } from '../tokens/token-pins.ts';
import { tokenValues } from '../tokens/token-options.ts';

/**
 * Of each command that opens the vault and has no other token to ask for a PIN: by passphrase, recovery code, or `--token` with
 * its PIN (T12).
 */
export const unlockOptions = {
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: ['passphrase', 'recovery-code', 'pin'],
} as const;

/**
 * Of each that has a PIN of its own, for the token with a certificate's key or a backup: the vault's token is named apart. Neither
 * PIN is ever taken for the other, nor does one confirmation of a last try hold for both.
 */
export const vaultTokenOptions = {
  values: ['vault-token'],
  flags: ['vault-last-try'],
  secrets: ['vault-pin'],
} as const;

const pinsByToken = [
  ['vault-token', 'vault-pin', 'vault-last-try'],
  ['token', 'pin', lastTryFlag],
] as const;

/**
 * A PIN, and the confirmation of its last try, are for the token that is named beside them: without a name they would go nowhere, and
 * the command seem to have used them. Errors: `usage` (`option`: the one that is missing).
 */
export function refuseNamelessPin(spec: CommandSpec, { values, flags }: ParsedArguments): void {
  // A token that has no name yet is named by its place.
  if (values['slot'] !== undefined) return;
  for (const [token, pin, lastTry] of pinsByToken) {
    const isGiven = values[`${pin}-file`] !== undefined || flags.has(`${pin}-stdin`) || flags.has(lastTry);
    const isNameless = spec.values?.includes(token) === true && values[token] === undefined;
    if (isGiven && isNameless) throw new AppError('usage', { option: `--${token}` });
  }
}
