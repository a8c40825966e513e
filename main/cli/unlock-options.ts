import { lastTryFlag } from './token-pins.ts';
import { tokenValues } from './token-options.ts';

/** Of each command that opens the vault: by passphrase, recovery code, or `--token` with its PIN (T12). */
export const unlockOptions = {
  values: tokenValues,
  flags: [lastTryFlag],
  secrets: ['passphrase', 'recovery-code', 'pin'],
} as const;
