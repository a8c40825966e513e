// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handle } from './cryptoki.ts';
import { hasReturned, isLost } from './cryptoki-error.ts';
import { forgetLogin, isLoggedIn, isLoggedOut, isOf, keep, openAnew, sendPin, type Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { rv } from './numbers.ts';
import { isNameless, tokenKind } from './token-kind.ts';
import { whenSeen } from './when-seen.ts';
import { whereItWent } from './where-it-went.ts';

/**
 * How often an operation is run again where another process has the card reset each time (libykcs11 does when it ends). A
 * transaction that another one holds is asked for every 100 ms only (pcsc-lite): a login and the signature after it are
 * often apart by so much, and the other one's end falls between them again.
 */
const repeatsAtMost = 6;

/** Runs `work` on the lease's session, whose loss it may meet more than once. */
interface Run<T> {
  readonly module: LoadedModule;
  readonly lease: Lease;
  readonly work: (session: Handle) => T | Promise<T>;
  /** Tidies up before `work` runs again. */
  readonly again: (session: Handle) => void;
}

/**
 * Runs `work` on the lease's session. When the session or the login was lost, both are made again, on the same token and
 * with a PIN that was right, and `work` runs again; `again` tidies up before. Where they were lost before it began, that was the one repetition. A PIN that the token has just taken is
 * as good as new: its counter of tries is full. One that it refused is never sent again.
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
    // Without a login nothing is sent again that could cost a try.
    const mayRepeat = !wasLost && (lease.login !== null || !hasReturned(error, rv.userNotLoggedIn));
    if (!looksLost(module, lease, error) || !mayRepeat) throw await whereItWent(module, lease, error);
    return await repeat({ module, lease, work, again }, repeatsAtMost);
  }
}

/**
 * Runs `work` on a session of its own making, with the login that was: what a module read when the last one was opened is
 * read again. Errors as of `withSession`, and AppError `pin-needed` where the PIN cannot be given again.
 */
export async function withNewSession<T>(
  module: LoadedModule,
  lease: Lease,
  work: (session: Handle) => T | Promise<T>,
): Promise<T> {
  try {
    await reopen(module, lease);
  } catch (failure) {
    throw await whereItWent(module, lease, failure);
  }
  return withSession(module, lease, work);
}

async function repeat<T>(run: Run<T>, left: number): Promise<T> {
  const { module, lease, work, again } = run;
  try {
    await reopen(module, lease);
  } catch (failure) {
    throw await whereItWent(module, lease, failure);
  }
  again(lease.session);
  try {
    return await work(lease.session);
  } catch (failure) {
    if (left > 1 && lease.login !== null && wasReset(module, lease, failure)) return await repeat(run, left - 1);
    // Modules may call a session logged in whose card was reset: the card knows better.
    if (hasReturned(failure, rv.userNotLoggedIn)) forgetLogin(module, lease);
    throw failure;
  }
}

function looksLost(module: LoadedModule, lease: Lease, error: unknown): boolean {
  return isLost(error) || wasReset(module, lease, error);
}

/** What a card's reset by another process leads to. Elsewhere general failures are no sign of it: a token may have them each time. */
function wasReset(module: LoadedModule, lease: Lease, error: unknown): boolean {
  if (hasReturned(error, rv.userNotLoggedIn, rv.deviceRemoved, rv.sessionHandleInvalid)) return true;
  // SoftHSM: gone for good while another process writes its file, until the module is started anew.
  if (isLost(error) && module.findSlot(lease.token) === null) return true;
  if (hasReturned(error, rv.argumentsBad) && tokenKind(lease.token) === 'piv-ykcs11') return true;
  // OpenSC beside a program that resets the card: 1 in 45 calls, also in the repetition (measured).
  if (hasReturned(error, rv.generalError) && tokenKind(lease.token) === 'piv-opensc') return true;
  return error instanceof AppError && error.code === 'not-found' && isLoggedOut(module, lease);
}

async function reopen(module: LoadedModule, lease: Lease): Promise<void> {
  // A session ends with the card's removal: while it lives, the card has not been swapped.
  const isSame = !isNameless(lease.token) || isOf(module, lease.token, lease.session);
  await whenSeen(module, lease.token, () => openAnew(module, lease));
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
    // It may be another one by now, which must not be sent the PIN of the first.
    forgetLogin(module, lease);
    throw new AppError('pin-needed');
  }
  try {
    await lease.tellLogin({ who: login.who, right: false });
    sendPin(module, lease.session, login.who, login.pin);
  } catch (error) {
    // Whatever it was, this PIN is not sent another time.
    forgetLogin(module, lease);
    throw error;
  }
  await lease.tellLogin({ who: login.who, right: true });
  if (lease.keepOpen) keep(module, lease);
}
