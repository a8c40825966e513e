import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { Handle } from './cryptoki.ts';
import { hasReturned, isLost } from './cryptoki-error.ts';
import type { LoadedModule } from './loaded-module.ts';
import { rv, sessionState, userType } from './numbers.ts';
import type { Pin } from './pin-functions.ts';
import { told } from './return-values.ts';
import { checkSoPin } from './token-kind.ts';
import { tokenKey, tokenNameOf, type TokenName } from './token-report.ts';

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
}

export function openLease(module: LoadedModule, token: TokenName): Lease {
  const kept = module.kept.get(tokenKey(token));
  module.kept.delete(tokenKey(token));
  if (kept !== undefined && isLoggedIn(module, token, kept.session)) {
    return { token, session: kept.session, login: { who: kept.who, pin: 'forgotten' }, keepOpen: true };
  }
  startAnewAfterLoss(module);
  if (module.findSlot(token) === null) throw new AppError('token-not-found');
  return { token, session: openSession(module, token), login: null, keepOpen: false };
}

/**
 * libykcs11 keeps its stale hold on a card that was pulled out, opens sessions on it, and fails in C_Login, where nothing
 * can be repeated. While nobody is logged in anywhere a new start costs some 20 ms.
 */
function startAnewAfterLoss(module: LoadedModule): void {
  if (module.hasLost() && module.leases.size === 0 && module.kept.size === 0) quietly(module.startAnew);
}

export function releaseLease(module: LoadedModule, lease: Lease): void {
  const { login, session, token } = lease;
  wipe(lease);
  if (login !== null && lease.keepOpen) {
    module.kept.set(tokenKey(token), { session, who: login.who });
    return;
  }
  lease.login = null;
  if (login !== null) quietly(() => module.cryptoki.logout(session));
  quietly(() => module.cryptoki.closeSession(session));
}

/** Zeroes the PIN. */
export function wipe({ login }: Lease): void {
  if (login === null) return;
  if (login.pin instanceof Buffer) login.pin.fill(0);
  login.pin = 'forgotten';
}

/** Sends the PIN once. It is held when it was right, and zeroed when not. */
export function logIn(module: LoadedModule, lease: Lease, who: Who, pin: Pin): void {
  if (who === 'so') checkSoPin(lease.token, pin);
  // Before the PIN leaves: a session that died while nobody looked would take it along without an answer.
  ensureSession(module, lease);
  wipe(lease);
  if (lease.login !== null) logOut(module, lease);
  try {
    sendPin(module, lease.session, who, pin);
  } catch (error) {
    pin?.fill(0);
    throw error;
  }
  lease.login = { who, pin };
}

function sendPin({ cryptoki }: LoadedModule, session: Handle, who: Who, pin: Pin): void {
  try {
    cryptoki.login(session, userType[who], pin);
  } catch (error) {
    // Somebody is logged in already, of whom we do not know: the PIN was not looked at (PKCS#11 §5.6.9).
    if (!hasReturned(error, rv.userAlreadyLoggedIn, rv.userAnotherAlreadyLoggedIn)) throw error;
    cryptoki.logout(session);
    cryptoki.login(session, userType[who], pin);
  }
}

export function logOut(module: LoadedModule, lease: Lease): void {
  wipe(lease);
  lease.login = null;
  lease.keepOpen = false;
  quietly(() => module.cryptoki.logout(lease.session));
}

/**
 * Runs `work` on the lease's session. When the session or the login was lost, both are made again, on the same token and
 * with a PIN that was right, and `work` runs once more; `again` tidies up before.
 */
export async function withSession<T>(
  module: LoadedModule,
  lease: Lease,
  work: (session: Handle) => T | Promise<T>,
  again: (session: Handle) => void = () => undefined,
): Promise<T> {
  ensureSession(module, lease);
  try {
    return await work(lease.session);
  } catch (error) {
    const mayRepeat = lease.login !== null || hasReturned(error, rv.sessionHandleInvalid);
    if (!isLost(error) || !mayRepeat) throw error;
    reopen(module, lease);
    again(lease.session);
    return await work(lease.session);
  }
}

/** How long a module takes to notice that its card was pulled out: measured up to 110 ms; OpenSC asks once a second. */
const noticeMs = { OpenSC: 1200, others: 250 };

/**
 * The AppError of an error on this lease. General failures are what many modules return for a token that was pulled out:
 * it is looked for before they are told as a refusal.
 */
export async function whereItWent(module: LoadedModule, { token }: Lease, error: unknown): Promise<unknown> {
  if (!isLost(error) || hasReturned(error, rv.userNotLoggedIn)) return told(error);
  module.noteLoss();
  const notice = module.maker.startsWith('OpenSC') ? noticeMs.OpenSC : noticeMs.others;
  if (module.findSlot(token) !== null) await setTimeout(notice);
  return module.findSlot(token) === null ? new AppError('token-removed', {}, { cause: error }) : told(error);
}

/** Slots are renumbered and tokens are swapped: a session is used only while it is one of the token that was named. */
function ensureSession(module: LoadedModule, lease: Lease): void {
  if (isOf(module, lease.token, lease.session)) return;
  reopen(module, lease);
}

function reopen(module: LoadedModule, lease: Lease): void {
  const { login, token, session } = lease;
  quietly(() => module.cryptoki.closeSession(session));
  lease.session = openSession(module, token);
  if (login === null) return;
  if (login.pin === 'forgotten') {
    if (isLoggedIn(module, token, lease.session)) return;
    lease.login = null;
    lease.keepOpen = false;
    throw new AppError('pin-needed');
  }
  try {
    sendPin(module, lease.session, login.who, login.pin);
  } catch (error) {
    // Whatever it was, this PIN is not sent another time.
    wipe(lease);
    lease.login = null;
    throw error;
  }
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
  quietly(() => module.startAnew());
  const second = module.findSlot(token);
  if (second === null) throw new AppError('token-removed');
  return openWritable(module, second);
}

function openWritable({ cryptoki }: LoadedModule, slot: Handle): Handle {
  try {
    return cryptoki.openSession(slot, true);
  } catch (error) {
    if (!hasReturned(error, rv.writeProtected)) throw error;
    return cryptoki.openSession(slot, false);
  }
}

function isOf({ cryptoki }: LoadedModule, token: TokenName, session: Handle): boolean {
  try {
    const { slotID } = cryptoki.sessionInfo(session);
    return tokenKey(tokenNameOf(cryptoki.tokenInfo(slotID))) === tokenKey(token);
  } catch {
    return false;
  }
}

function isLoggedIn(module: LoadedModule, token: TokenName, session: Handle): boolean {
  if (!isOf(module, token, session)) return false;
  const states: readonly number[] = Object.values(sessionState);
  return states.includes(module.cryptoki.sessionInfo(session).state);
}

/** What is lost already cannot be closed: nothing to tell. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}
