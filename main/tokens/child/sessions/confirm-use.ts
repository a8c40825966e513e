// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import { wipe, type Lease } from './lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { userType } from '../module/numbers.ts';
import type { Pin } from '../module/pin-functions.ts';
import { classifyTokenLoss } from './classify-token-loss.ts';

export function requirePin({ login }: Lease): Pin {
  if (login === null || login.pin === 'forgotten') throw new AppError('pin-needed');
  return login.pin;
}

/** CKU_CONTEXT_SPECIFIC (PKCS#11 §4.9, CKA_ALWAYS_AUTHENTICATE). Never retry: a failure may have cost a try. */
export async function confirmUse(module: LoadedModule, lease: Lease, session: Handle): Promise<void> {
  const pin = requirePin(lease);
  const who = lease.login?.who ?? 'user';
  await lease.tellLogin({ who, right: false });
  try {
    module.cryptoki.login(session, userType.contextSpecific, pin);
  } catch (error) {
    wipe(lease);
    throw await classifyTokenLoss(module, lease, error);
  }
  await lease.tellLogin({ who, right: true });
}
