// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import { alternatives, flag, inSection, rare, value, type CallShape } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { lastTryFlag, lastTryOptions, moduleOption, tokenOption } from '../tokens/token-options.ts';

/** For commands that use a token only to unlock. */
export const unlockOptions = inSection('unlock', {
  module: rare(moduleOption),
  ...alternatives(secrets('passphrase'), secrets('recovery-code'), { token: tokenOption, ...secrets('pin') }),
  ...lastTryOptions,
});

/** For commands that also use another token. Separate options keep PINs and last-try confirmations apart. */
export const unlockBesideToken = inSection('unlock', {
  ...alternatives(secrets('passphrase'), secrets('recovery-code'), {
    'vault-token': value('SERIAL', {
      'zh-CN': '用来解锁保险库的 USB Key',
      en: 'USB key that unlocks the vault',
    }),
    ...secrets('vault-pin'),
  }),
  'vault-last-try': rare(
    flag({
      'zh-CN': '即使这个 USB Key 的 PIN 可能锁定也继续',
      en: 'Try the PIN even if a wrong one would lock the USB key',
    }),
  ),
});

const pinsByToken = [
  ['vault-token', 'vault-pin', 'vault-last-try'],
  ['token', 'pin', lastTryFlag],
] as const;

/** A PIN without its token option would be silently unused. Errors: `usage` (`option`: the token option). */
export function refuseNamelessPin({ options }: CallShape, { values, flags }: ParsedArguments): void {
  // An uninitialised token is named by slot.
  if (values['slot'] !== undefined) return;
  for (const [token, pin, lastTry] of pinsByToken) {
    const isGiven = values[`${pin}-file`] !== undefined || flags.has(`${pin}-stdin`) || flags.has(lastTry);
    const isNameless = Object.hasOwn(options, token) && values[token] === undefined;
    if (isGiven && isNameless) throw new AppError('usage', { option: `--${token}` });
  }
}
