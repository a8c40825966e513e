// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import { hasReturned, isLost } from '../module/cryptoki-error.ts';
import { forgetLogin, isLoggedIn, isLoggedOut, isOf, keep, reopenLease, sendPin, type Lease } from './lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { rv } from '../module/numbers.ts';
import { isNameless, tokenKind } from '../objects/token-kind.ts';
import { waitForToken } from './wait-for-token.ts';
import { classifyTokenLoss } from './classify-token-loss.ts';

const repeatsAtMost = 6;

interface Run<T> {
  readonly module: LoadedModule;
  readonly lease: Lease;
  readonly work: (session: Handle) => T | Promise<T>;
  readonly again: (session: Handle) => void;
}

/**
 * Reopens a lost session, logs in again with an accepted PIN, and retries. Never resends a refused PIN. Errors:
 * `token-removed`, `pin-needed`, those of `work`; CryptokiError.
 */
export async function withSession<T>(
  module: LoadedModule,
  lease: Lease,
  work: (session: Handle) => T | Promise<T>,
  again: (session: Handle) => void = () => undefined,
): Promise<T> {
  const wasLost = !isOf(module, lease.token, lease.session);
  if (wasLost) await reopen(module, lease);
  try {
    return await work(lease.session);
  } catch (error) {
    // Without a login, CKR_USER_NOT_LOGGED_IN would recur.
    const mayRepeat = !wasLost && (lease.login !== null || !hasReturned(error, rv.userNotLoggedIn));
    if (!looksLost(module, lease, error) || !mayRepeat) throw await classifyTokenLoss(module, lease, error);
    return await repeat({ module, lease, work, again }, repeatsAtMost);
  }
}

/** Makes the module read the token again. */
export async function withNewSession<T>(
  module: LoadedModule,
  lease: Lease,
  work: (session: Handle) => T | Promise<T>,
): Promise<T> {
  try {
    await reopen(module, lease);
  } catch (failure) {
    throw await classifyTokenLoss(module, lease, failure);
  }
  return withSession(module, lease, work);
}

async function repeat<T>(run: Run<T>, left: number): Promise<T> {
  const { module, lease, work, again } = run;
  try {
    await reopen(module, lease);
  } catch (failure) {
    throw await classifyTokenLoss(module, lease, failure);
  }
  again(lease.session);
  try {
    return await work(lease.session);
  } catch (failure) {
    if (left > 1 && lease.login !== null && wasReset(module, lease, failure)) return await repeat(run, left - 1);
    // Don't rely on the session's state: modules may report a reset session as logged in.
    if (hasReturned(failure, rv.userNotLoggedIn)) forgetLogin(module, lease);
    throw failure;
  }
}

function looksLost(module: LoadedModule, lease: Lease, error: unknown): boolean {
  return isLost(error) || wasReset(module, lease, error);
}

function wasReset(module: LoadedModule, lease: Lease, error: unknown): boolean {
  if (hasReturned(error, rv.userNotLoggedIn, rv.deviceRemoved, rv.sessionHandleInvalid)) return true;
  // SoftHSM needs a restart to find the token.
  if (isLost(error) && module.findSlot(lease.token) === null) return true;
  if (hasReturned(error, rv.argumentsBad) && tokenKind(lease.token) === 'piv-ykcs11') return true;
  // OpenSC fails like this in 1 of 45 calls while another program resets the card (measured).
  if (hasReturned(error, rv.generalError) && tokenKind(lease.token) === 'piv-opensc') return true;
  return error instanceof AppError && error.code === 'not-found' && isLoggedOut(module, lease);
}

async function reopen(module: LoadedModule, lease: Lease): Promise<void> {
  // A live session proves that the card is the same.
  const isSame = !isNameless(lease.token) || isOf(module, lease.token, lease.session);
  await waitForToken(module, lease.token, () => reopenLease(module, lease));
  const { login } = lease;
  if (login === null) return;
  if (login.pin === 'forgotten') {
    if (isLoggedIn(module, lease.token, lease.session)) {
      if (lease.keepOpen) keep(module, lease);
      return;
    }
    forgetLogin(module, lease);
    throw new AppError('pin-needed');
  }
  if (!isSame) {
    forgetLogin(module, lease);
    throw new AppError('pin-needed');
  }
  try {
    await lease.tellLogin({ who: login.who, right: false });
    sendPin(module, lease.session, login.who, login.pin);
  } catch (error) {
    forgetLogin(module, lease);
    throw error;
  }
  await lease.tellLogin({ who: login.who, right: true });
  if (lease.keepOpen) keep(module, lease);
}
