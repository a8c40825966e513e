// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import { hasReturned, isLost } from '../module/cryptoki-error.ts';
import type { KeptLogin, LoadedModule } from '../module/loaded-module.ts';
import { loggedInStates, rv, userType } from '../module/numbers.ts';
import { findSlotAgain, canReinitialise } from '../module/missed-tokens.ts';
import type { Pin } from '../module/pin-functions.ts';
import { checkSoPin } from '../objects/token-kind.ts';
import type { TokenName } from '../objects/token-kind.ts';
import { tokenKey, tokenNameOf } from '../objects/token-report.ts';

export type Who = 'user' | 'so';

/** `forgotten` means the login can't be repeated. */
interface Login {
  readonly who: Who;
  pin: Pin | 'forgotten';
}

/** Keeps an accepted PIN to log in again after a lost login. */
export interface Lease {
  readonly token: TokenName;
  session: Handle;
  login: Login | null;
  keepOpen: boolean;
  /** Reports resent PINs, so they can be counted. */
  tellLogin: TellLogin;
}

export type TellLogin = (again: { readonly who: Who; readonly right: boolean }) => Promise<void>;

const tellNoClient: TellLogin = async () => undefined;

export function openLease(module: LoadedModule, token: TokenName): Lease {
  const key = tokenKey(token);
  const login = module.kept.get(key);
  const kept = login === undefined ? null : onKeptLogin(module, token, login);
  if (kept === null) module.kept.delete(key);
  const lease = kept ?? onNewSession(module, token);
  module.leased.add(key);
  return lease;
}

function onNewSession(module: LoadedModule, token: TokenName): Lease {
  reinitialiseAfterLoss(module);
  if (findSlotAgain(module, token, 0) === null) throw new AppError('token-not-found');
  return { token, session: openSession(module, token), login: null, keepOpen: false, tellLogin: tellNoClient };
}

/** libykcs11 keeps a stale handle on a removed card, then fails in C_Login, which must not be retried. */
function reinitialiseAfterLoss(module: LoadedModule): void {
  if (module.hasLost() && module.leased.size === 0 && module.kept.size === 0) quietly(module.reinitialise);
}

function onKeptLogin(module: LoadedModule, token: TokenName, { session, who }: KeptLogin): Lease | null {
  if (!isLoggedIn(module, token, session)) return null;
  return { token, session, login: { who, pin: 'forgotten' }, keepOpen: true, tellLogin: tellNoClient };
}

export function releaseLease(module: LoadedModule, lease: Lease): void {
  const { login, session, token } = lease;
  module.leased.delete(tokenKey(token));
  wipe(lease);
  if (login !== null && lease.keepOpen) {
    keep(module, lease);
    return;
  }
  lease.login = null;
  if (login !== null) quietly(() => module.cryptoki.logout(session));
  quietly(() => module.cryptoki.closeSession(session));
}

export function keepLogin(module: LoadedModule, lease: Lease): void {
  if (lease.login === null) throw new AppError('pin-needed');
  lease.keepOpen = true;
  keep(module, lease);
}

export function keep({ kept }: LoadedModule, { token, session, login }: Lease): void {
  if (login !== null) kept.set(tokenKey(token), { session, who: login.who });
}

export function forgetLogin({ kept }: LoadedModule, lease: Lease): void {
  wipe(lease);
  lease.login = null;
  lease.keepOpen = false;
  kept.delete(tokenKey(lease.token));
}

export function wipe({ login }: Lease): void {
  if (login === null) return;
  if (login.pin instanceof Buffer) login.pin.fill(0);
  login.pin = 'forgotten';
}

/** Sends the PIN once and zeroes it on failure. */
export function logIn(module: LoadedModule, lease: Lease, who: Who, pin: Pin): void {
  try {
    if (who === 'so') checkSoPin(lease.token, pin);
    wipe(lease);
    if (lease.login !== null) logOut(module, lease);
    // Check first, because a lost session would hide whether the PIN was right.
    if (!isOf(module, lease.token, lease.session)) reopenLease(module, lease);
    sendPin(module, lease.session, who, pin);
  } catch (error) {
    pin?.fill(0);
    throw error;
  }
  lease.login = { who, pin };
}

export function sendPin({ cryptoki }: LoadedModule, session: Handle, who: Who, pin: Pin): void {
  if (loggedInStates.includes(cryptoki.sessionInfo(session).state)) quietly(() => cryptoki.logout(session));
  try {
    cryptoki.login(session, userType[who], pin);
  } catch (error) {
    if (hasReturned(error, rv.userAlreadyLoggedIn, rv.userAnotherAlreadyLoggedIn))
      quietly(() => cryptoki.logout(session));
    throw error;
  }
}

export function logOut(module: LoadedModule, lease: Lease): void {
  forgetLogin(module, lease);
  quietly(() => module.cryptoki.logout(lease.session));
}

/** @throws `token-removed`; CryptokiError */
export function reopenLease(module: LoadedModule, lease: Lease): void {
  const { session } = lease;
  quietly(() => module.cryptoki.closeSession(session));
  lease.session = openSession(module, lease.token);
}

export function freshSession(module: LoadedModule, lease: Lease): void {
  const slot = module.findSlot(lease.token);
  if (slot === null) throw new AppError('token-removed');
  const session = openWritable(module, slot);
  const old = lease.session;
  lease.session = session;
  if (lease.keepOpen) keep(module, lease);
  quietly(() => module.cryptoki.closeSession(old));
}

/** Restarts the module if needed: some modules don't notice a reconnected token. */
function openSession(module: LoadedModule, token: TokenName): Handle {
  const first = module.findSlot(token);
  if (first !== null) {
    try {
      return openWritable(module, first);
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
  const again = first === null ? findSlotAgain(module, token, 1) : afterReinitialising(module, token);
  if (again === null) throw new AppError('token-removed');
  return openWritable(module, again);
}

function afterReinitialising(module: LoadedModule, token: TokenName): Handle | null {
  if (canReinitialise(module, new Set([tokenKey(token)]), 1)) quietly(() => module.reinitialise());
  return module.findSlot(token);
}

function openWritable({ cryptoki }: LoadedModule, slot: Handle): Handle {
  try {
    return cryptoki.openSession(slot, true);
  } catch (error) {
    if (!hasReturned(error, rv.writeProtected)) throw error;
    return cryptoki.openSession(slot, false);
  }
}

/** Compares tokens, because slots get renumbered and tokens swapped. */
export function isOf({ cryptoki }: LoadedModule, token: TokenName, session: Handle): boolean {
  try {
    // libykcs11 misses a swapped card until slots are queried.
    cryptoki.slots();
    const { slotID } = cryptoki.sessionInfo(session);
    return tokenKey(tokenNameOf(cryptoki.tokenInfo(slotID))) === tokenKey(token);
  } catch {
    return false;
  }
}

/** Another process may have reset the card (measured: private keys disappear). */
export function isLoggedOut(module: LoadedModule, { token, session, login }: Lease): boolean {
  return login !== null && !isLoggedIn(module, token, session);
}

export function isLoggedIn(module: LoadedModule, token: TokenName, session: Handle): boolean {
  if (!isOf(module, token, session)) return false;
  return loggedInStates.includes(module.cryptoki.sessionInfo(session).state);
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The session was already lost, or the next call reports the error.
  }
}
