import { AppError } from '../../../shared/domain/app-error.ts';
import { logIn, type Lease, type Who } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import type { Pin } from './pin-functions.ts';

/**
 * C_SetPIN (PKCS#11 §5.5): of the user from any session, of the security officer only after a login of his. The old PIN
 * is sent once, or, to log the officer in, once before it is known to be right.
 */
export function changePin(module: LoadedModule, lease: Lease, who: Who, oldPin: Pin, newPin: Pin): void {
  if (who === 'so' && lease.login?.who !== 'so')
    logIn(module, lease, 'so', oldPin === null ? null : Buffer.from(oldPin));
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
