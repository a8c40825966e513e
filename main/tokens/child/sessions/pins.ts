// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { logIn, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { unpadded } from '../module/padded-text.ts';
import type { Pin } from '../module/pin-functions.ts';
import { resetPivPin } from '../piv/piv-unblock.ts';
import { waysToUnblock } from '../objects/token-kind.ts';
import { canReinitialise } from '../module/missed-tokens.ts';
import { tokenKey } from '../objects/token-report.ts';

const loginFirst: readonly string[] = ['OpenSC', 'Mozilla'];

/**
 * C_SetPIN (PKCS#11 §5.5). NSS needs a login. Without one, OpenSC may treat the old PIN as the PUK
 * (user_pin_unblock_style). Never retried, because a failure may have cost a try.
 */
export function changePin(module: LoadedModule, lease: Lease, who: Who, oldPin: Pin, newPin: Pin): void {
  const wantsLogin = who === 'so' || loginFirst.some((maker) => module.maker.startsWith(maker));
  if (wantsLogin && lease.login?.who !== who) logIn(module, lease, who, oldPin === null ? null : Buffer.from(oldPin));
  module.cryptoki.setPin(lease.session, oldPin, newPin);
  const { login } = lease;
  if (login?.who !== who || login.pin === 'forgotten') return;
  // Repeating the login now needs the new PIN.
  login.pin?.fill(0);
  login.pin = newPin === null ? null : Buffer.from(newPin);
}

/** Throws `pin-needed` without an SO login. */
export function initialisePin({ cryptoki }: LoadedModule, lease: Lease, newPin: Pin): void {
  if (lease.login?.who !== 'so') throw new AppError('pin-needed');
  cryptoki.initPin(lease.session, newPin);
}

/** For PIV cards. Errors: `not-available`, `token-removed`, those of `resetPivPin`; CryptokiError. */
export function unblockWithPuk(module: LoadedModule, lease: Lease, puk: Buffer, newPin: Buffer): void {
  if (!waysToUnblock(lease.token).includes('puk')) throw new AppError('not-available');
  const slot = module.findSlot(lease.token);
  if (slot === null) throw new AppError('token-removed');
  const reader = unpadded(module.cryptoki.slotInfo(slot).slotDescription);
  if (canReinitialise(module, new Set([tokenKey(lease.token)]), 1)) module.reinitialise();
  resetPivPin(reader, puk, newPin);
  // Without a restart, libykcs11 2.7.1 still reports the PIN as locked (measured).
  try {
    module.reinitialise();
  } catch {
    // The next call reports the error.
  }
}
