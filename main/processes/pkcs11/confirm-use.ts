// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handle } from './cryptoki.ts';
import { wipe, type Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { userType } from './numbers.ts';
import type { Pin } from './pin-functions.ts';
import { whereItWent } from './where-it-went.ts';

/** Asked before an operation with a key that wants the PIN each time is begun, which could not be taken back. */
export function requirePin({ login }: Lease): Pin {
  if (login === null || login.pin === 'forgotten') throw new AppError('pin-needed');
  return login.pin;
}

/**
 * CKU_CONTEXT_SPECIFIC: the key wants the PIN for each use (PKCS#11 §4.9, CKA_ALWAYS_AUTHENTICATE). A PIN that got no
 * answer may have cost a try, if another program changed it since the login: this one ends the work, and only a new entry
 * sends one again. Throws AppError.
 */
export async function confirmUse(module: LoadedModule, lease: Lease, session: Handle): Promise<void> {
  const pin = requirePin(lease);
  const who = lease.login?.who ?? 'user';
  await lease.tellLogin({ who, right: false });
  try {
    module.cryptoki.login(session, userType.contextSpecific, pin);
  } catch (error) {
    wipe(lease);
    throw await whereItWent(module, lease, error);
  }
  await lease.tellLogin({ who, right: true });
}
