import type { TokenView } from './plugged.ts';

/**
 * YubiKey's own module speaks PIV (NIST SP 800-73-4): keys and certificates go into numbered slots (CKA_ID 1 is 9a, the
 * key for logging in) and are written under the management key, which it takes as the SO PIN (ykcs11's documentation).
 */
export function isPivModule({ module, token }: Pick<TokenView, 'module' | 'token'>): boolean {
  return /ykcs11/i.test(module.known.path) || (/yubico/i.test(token.maker) && /yk|yubikey/i.test(token.model));
}

/** CKA_ID of the slot for logging in (9a). */
export const pivAuthenticationSlot = 1;
