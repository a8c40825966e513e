// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ParsedArguments } from '../runtime/arguments.ts';
import { alternatives, flag, rare, value, type CallShape } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';
import { lastTryFlag, lastTryOptions, moduleOption, tokenOption } from '../tokens/token-options.ts';

/** For commands that use no other token (T12). */
export const unlockOptions = {
  module: rare(moduleOption),
  ...alternatives(secrets('passphrase'), secrets('recovery-code'), { token: tokenOption, ...secrets('pin') }),
  ...lastTryOptions,
};

/** With another token: separate options, so PINs and last-try confirmations aren't mixed up. */
export const unlockBesideToken = {
  ...alternatives(secrets('passphrase'), secrets('recovery-code'), {
    'vault-token': value('SERIAL', {
      'zh-CN': '打开保险库的 U盾（与 --pin 的 U盾 分开）：序列号、编号（至少 8 位）或名称',
      en: 'the token that opens the vault, apart from the one that --pin is for: its serial number, its id or 8 digits of it or more, or its label',
    }),
    ...secrets('vault-pin'),
  }),
  'vault-last-try': rare(
    flag({
      'zh-CN': '确认：打开保险库的 U盾 即使可能是锁定前的最后一次也要试',
      en: 'confirm: try the token that opens the vault even where it may be the last try before its PIN locks',
    }),
  ),
};

const pinsByToken = [
  ['vault-token', 'vault-pin', 'vault-last-try'],
  ['token', 'pin', lastTryFlag],
] as const;

/** Without its token option, a PIN would be silently unused. Errors: `usage` (`option`: the missing one). */
export function refuseNamelessPin({ options }: CallShape, { values, flags }: ParsedArguments): void {
  // Uninitialised: named by slot.
  if (values['slot'] !== undefined) return;
  for (const [token, pin, lastTry] of pinsByToken) {
    const isGiven = values[`${pin}-file`] !== undefined || flags.has(`${pin}-stdin`) || flags.has(lastTry);
    const isNameless = Object.hasOwn(options, token) && values[token] === undefined;
    if (isGiven && isNameless) throw new AppError('usage', { option: `--${token}` });
  }
}
