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
  /** Set while an operation runs: whoever counts PIN entries hears of each PIN that goes to the token once more. */
  tellLogin: TellLogin;
}

/** `right` false: it is about to be sent; true: the token took it. */
export type TellLogin = (again: { readonly who: Who; readonly right: boolean }) => Promise<void>;

const tellNobody: TellLogin = async () => undefined;

const loggedInStates: readonly number[] = Object.values(sessionState);

export function openLease(module: LoadedModule, token: TokenName): Lease {
  const kept = module.kept.get(tokenKey(token));
  module.kept.delete(tokenKey(token));
  if (kept !== undefined && isLoggedIn(module, token, kept.session)) {
    return {
      token,
      session: kept.session,
      login: { who: kept.who, pin: 'forgotten' },
      keepOpen: true,
      tellLogin: tellNobody,
    };
  }
  if (module.findSlot(token) === null) throw new AppError('token-not-found');
  return { token, session: openSession(module, token), login: null, keepOpen: false, tellLogin: tellNobody };
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
  wipe(lease);
  if (lease.login !== null) logOut(module, lease);
  // Before the PIN leaves: a session that died while nobody looked would take it along without an answer.
  if (!isOf(module, lease.token, lease.session)) openAnew(module, lease);
  try {
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
function sendPin({ cryptoki }: LoadedModule, session: Handle, who: Who, pin: Pin): void {
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
  wipe(lease);
  lease.login = null;
  lease.keepOpen = false;
  quietly(() => module.cryptoki.logout(lease.session));
}

/**
 * Runs `work` on the lease's session. When the session or the login was lost, both are made again, on the same token and
 * with a PIN that was right, and `work` runs once more; `again` tidies up before. The PIN is repeated once at most.
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
    const mayRepeat = !wasLost && (lease.login !== null || hasReturned(error, rv.sessionHandleInvalid));
    if (!isLost(error) || !mayRepeat) throw whereItWent(module, lease, error);
    try {
      await reopen(module, lease);
    } catch (failure) {
      throw whereItWent(module, lease, failure);
    }
    again(lease.session);
    return await work(lease.session);
  }
}

/** General failures are what many modules return for a token that was pulled out. */
export function whereItWent(module: LoadedModule, { token }: Lease, error: unknown): unknown {
  if (isLost(error) && module.findSlot(token) === null) return new AppError('token-removed', {}, { cause: error });
  return told(error);
}

function openAnew(module: LoadedModule, lease: Lease): void {
  const { session } = lease;
  quietly(() => module.cryptoki.closeSession(session));
  lease.session = openSession(module, lease.token);
}

async function reopen(module: LoadedModule, lease: Lease): Promise<void> {
  openAnew(module, lease);
  const { login } = lease;
  if (login === null) return;
  if (login.pin === 'forgotten') {
    if (isLoggedIn(module, lease.token, lease.session)) return;
    lease.login = null;
    lease.keepOpen = false;
    throw new AppError('pin-needed');
  }
  try {
    await lease.tellLogin({ who: login.who, right: false });
    sendPin(module, lease.session, login.who, login.pin);
  } catch (error) {
    // Whatever it was, this PIN is not sent another time.
    wipe(lease);
    lease.login = null;
    throw error;
  }
  await lease.tellLogin({ who: login.who, right: true });
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

/** Slots are renumbered and tokens are swapped: a session is used only while it is one of the token that was named. */
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
