// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CommandSpec, ParsedArguments } from '../runtime/arguments.ts';
import { lastTryFlag } from '../tokens/token-pins.ts';
import { tokenValues } from '../tokens/token-options.ts';

/** For commands that use no other token (T12). */
export const unlockOptions = {
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: ['passphrase', 'recovery-code', 'pin'],
} as const;

/** With another token: separate options, so PINs and last-try confirmations aren't mixed up. */
export const vaultTokenOptions = {
  values: ['vault-token'],
  flags: ['vault-last-try'],
  secrets: ['vault-pin'],
} as const;

const pinsByToken = [
  ['vault-token', 'vault-pin', 'vault-last-try'],
  ['token', 'pin', lastTryFlag],
] as const;

/** Without its token option, a PIN would be silently unused. Errors: `usage` (`option`: the missing one). */
export function refuseNamelessPin(spec: CommandSpec, { values, flags }: ParsedArguments): void {
  // Uninitialised: named by slot.
  if (values['slot'] !== undefined) return;
  for (const [token, pin, lastTry] of pinsByToken) {
    const isGiven = values[`${pin}-file`] !== undefined || flags.has(`${pin}-stdin`) || flags.has(lastTry);
    const isNameless = spec.values?.includes(token) === true && values[token] === undefined;
    if (isGiven && isNameless) throw new AppError('usage', { option: `--${token}` });
  }
}
