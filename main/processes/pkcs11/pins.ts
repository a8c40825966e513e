// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { logIn, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { unpadded } from './padded-text.ts';
import type { Pin } from './pin-functions.ts';
import { resetPivPin } from './piv-unblock.ts';
import { waysToUnblock } from './token-kind.ts';
import { mayStartAnew } from './missed-tokens.ts';
import { tokenKey } from './token-report.ts';

/** Makers of modules that change a PIN only after a login. */
const loginFirst: readonly string[] = ['OpenSC', 'Mozilla'];

/**
 * C_SetPIN (PKCS#11 §5.5): of the user from any session, of the security officer only after a login of his. The old PIN
 * is sent once before it is known to be right. NSS wants a login of the user, too; OpenSC takes what is given without a
 * login for the PUK, when its configuration says so (user_pin_unblock_style): they get a login first. Any other module
 * that wants one is not asked again with the same PIN: nobody knows whether it has taken a try already.
 */
export function changePin(module: LoadedModule, lease: Lease, who: Who, oldPin: Pin, newPin: Pin): void {
  const wantsLogin = who === 'so' || loginFirst.some((maker) => module.maker.startsWith(maker));
  if (wantsLogin && lease.login?.who !== who) logIn(module, lease, who, oldPin === null ? null : Buffer.from(oldPin));
  module.cryptoki.setPin(lease.session, oldPin, newPin);
  const { login } = lease;
  if (login?.who !== who || login.pin === 'forgotten') return;
  // A lost login is repeated with the PIN that is right from now on.
  login.pin?.fill(0);
  login.pin = newPin === null ? null : Buffer.from(newPin);
}

/** C_InitPIN. Throws AppError `pin-needed` without a login of the security officer. */
export function initialisePin({ cryptoki }: LoadedModule, lease: Lease, newPin: Pin): void {
  if (lease.login?.who !== 'so') throw new AppError('pin-needed');
  cryptoki.initPin(lease.session, newPin);
}

/**
 * A new PIN by the PUK of a PIV card.
 * @throws AppError `not-available`, `wrong-pin`, `pin-locked`, `pin-length`, `token-removed`
 */
export function unblockWithPuk(module: LoadedModule, lease: Lease, puk: Buffer, newPin: Buffer): void {
  if (!waysToUnblock(lease.token).includes('puk')) throw new AppError('not-available');
  const slot = module.findSlot(lease.token);
  if (slot === null) throw new AppError('token-removed');
  const reader = unpadded(module.cryptoki.slotInfo(slot).slotDescription);
  // The module may have the card to itself (see free-card.ts): the PUK would wait for it until we are killed.
  if (mayStartAnew(module, new Set([tokenKey(lease.token)]), 1)) module.startAnew();
  resetPivPin(reader, puk, newPin);
  // The module was passed by: libykcs11 2.7.1 goes on calling the PIN locked (measured), for which we would not send any.
  try {
    module.startAnew();
  } catch {
    // The next call says what is wrong with it; the PIN is set.
  }
}
