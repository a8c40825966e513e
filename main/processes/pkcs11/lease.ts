// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handle } from './cryptoki.ts';
import { hasReturned, isLost } from './cryptoki-error.ts';
import type { KeptLogin, LoadedModule } from './loaded-module.ts';
import { loggedInStates, rv, userType } from './numbers.ts';
import { findSlotAgain, mayStartAnew } from './missed-tokens.ts';
import type { Pin } from './pin-functions.ts';
import { checkSoPin } from './token-kind.ts';
import type { TokenName } from './token-kind.ts';
import { tokenKey, tokenNameOf } from './token-report.ts';

export type Who = 'user' | 'so';

/** What is known of who is logged in. `pin` `forgotten`: the login was kept open and cannot be repeated. */
interface Login {
  readonly who: Who;
  pin: Pin | 'forgotten';
}

/**
 * One session on one token, for as long as the client works with it. The PIN lives here, in a buffer that is zeroed when
 * the lease ends: only so can a lost login be repeated, and only after it was right once.
 */
export interface Lease {
  readonly token: TokenName;
  session: Handle;
  login: Login | null;
  keepOpen: boolean;
  /** Set while an operation runs: whoever counts PIN entries hears of each PIN that goes to the token once more. */
  tellLogin: TellLogin;
}

/** `right` false: it is about to be sent; true: the token took it. */
export type TellLogin = (again: { readonly who: Who; readonly right: boolean }) => Promise<void>;

const tellNobody: TellLogin = async () => undefined;

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
  startAnewAfterLoss(module);
  if (findSlotAgain(module, token, 0) === null) throw new AppError('token-not-found');
  return { token, session: openSession(module, token), login: null, keepOpen: false, tellLogin: tellNobody };
}

/**
 * libykcs11 keeps its stale hold on a card that was pulled out, opens sessions on it, and fails in C_Login, where nothing
 * can be repeated. While nobody is logged in anywhere a new start costs some 20 ms.
 */
function startAnewAfterLoss(module: LoadedModule): void {
  if (module.hasLost() && module.leased.size === 0 && module.kept.size === 0) quietly(module.startAnew);
}

function onKeptLogin(module: LoadedModule, token: TokenName, { session, who }: KeptLogin): Lease | null {
  if (!isLoggedIn(module, token, session)) return null;
  return { token, session, login: { who, pin: 'forgotten' }, keepOpen: true, tellLogin: tellNobody };
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

/** The login outlives the lease from now on. */
export function keepLogin(module: LoadedModule, lease: Lease): void {
  if (lease.login === null) throw new AppError('pin-needed');
  lease.keepOpen = true;
  keep(module, lease);
}

export function keep({ kept }: LoadedModule, { token, session, login }: Lease): void {
  if (login !== null) kept.set(tokenKey(token), { session, who: login.who });
}

/** It is known not to be logged in any more. */
export function forgetLogin({ kept }: LoadedModule, lease: Lease): void {
  wipe(lease);
  lease.login = null;
  lease.keepOpen = false;
  kept.delete(tokenKey(lease.token));
}

/** Zeroes the PIN. */
export function wipe({ login }: Lease): void {
  if (login === null) return;
  if (login.pin instanceof Buffer) login.pin.fill(0);
  login.pin = 'forgotten';
}

/** Sends the PIN once. It is held when it was right, and zeroed when not. */
export function logIn(module: LoadedModule, lease: Lease, who: Who, pin: Pin): void {
  try {
    if (who === 'so') checkSoPin(lease.token, pin);
    wipe(lease);
    if (lease.login !== null) logOut(module, lease);
    // Before the PIN leaves: a session that died while nobody looked would take it along without an answer.
    if (!isOf(module, lease.token, lease.session)) openAnew(module, lease);
    sendPin(module, lease.session, who, pin);
  } catch (error) {
    pin?.fill(0);
    throw error;
  }
  lease.login = { who, pin };
}

/**
 * One C_Login and never two: a token may have looked at the PIN whatever it answers. Somebody who is logged in already, of
 * whom we do not know, is logged out before.
 */
export function sendPin({ cryptoki }: LoadedModule, session: Handle, who: Who, pin: Pin): void {
  if (loggedInStates.includes(cryptoki.sessionInfo(session).state)) quietly(() => cryptoki.logout(session));
  try {
    cryptoki.login(session, userType[who], pin);
  } catch (error) {
    // The session's state did not tell of him: the next entry finds him gone.
    if (hasReturned(error, rv.userAlreadyLoggedIn, rv.userAnotherAlreadyLoggedIn))
      quietly(() => cryptoki.logout(session));
    throw error;
  }
}

export function logOut(module: LoadedModule, lease: Lease): void {
  forgetLogin(module, lease);
  quietly(() => module.cryptoki.logout(lease.session));
}

/** @throws AppError `token-removed` */
export function openAnew(module: LoadedModule, lease: Lease): void {
  const { session } = lease;
  quietly(() => module.cryptoki.closeSession(session));
  lease.session = openSession(module, lease.token);
}

/** Another session in the place of the lease's, which is closed; a login is the token's (PKCS#11 §5.6) and carries over. */
export function freshSession(module: LoadedModule, lease: Lease): void {
  const slot = module.findSlot(lease.token);
  if (slot === null) throw new AppError('token-removed');
  const session = openWritable(module, slot);
  const old = lease.session;
  lease.session = session;
  if (lease.keepOpen) keep(module, lease);
  quietly(() => module.cryptoki.closeSession(old));
}

/** Started anew once where the module does not find its way back to a token that was plugged in again. */
function openSession(module: LoadedModule, token: TokenName): Handle {
  const first = module.findSlot(token);
  if (first !== null) {
    try {
      return openWritable(module, first);
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
  const again = first === null ? findSlotAgain(module, token, 1) : anew(module, token);
  if (again === null) throw new AppError('token-removed');
  return openWritable(module, again);
}

/** It is there, and cannot be opened. */
function anew(module: LoadedModule, token: TokenName): Handle | null {
  if (mayStartAnew(module, new Set([tokenKey(token)]), 1)) quietly(() => module.startAnew());
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

/** Slots are renumbered and tokens are swapped: a session is used only while it is one of the token that was named. */
export function isOf({ cryptoki }: LoadedModule, token: TokenName, session: Handle): boolean {
  try {
    // libykcs11 goes on telling of a card that was swapped for another one, until it is asked for its slots.
    cryptoki.slots();
    const { slotID } = cryptoki.sessionInfo(session);
    return tokenKey(tokenNameOf(cryptoki.tokenInfo(slotID))) === tokenKey(token);
  } catch {
    return false;
  }
}

/**
 * The login that the lease had is gone, and no call has said so: another process had the card reset (measured with
 * libykcs11: private keys do not show any more then).
 */
export function isLoggedOut(module: LoadedModule, { token, session, login }: Lease): boolean {
  return login !== null && !isLoggedIn(module, token, session);
}

export function isLoggedIn(module: LoadedModule, token: TokenName, session: Handle): boolean {
  if (!isOf(module, token, session)) return false;
  return loggedInStates.includes(module.cryptoki.sessionInfo(session).state);
}

/** What is lost already cannot be closed: nothing to tell. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}
