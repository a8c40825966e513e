// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { TokenSession } from '../module-port.ts';
import { countRepeats, enter, type Entry } from './pin-policy.ts';
import type { Device, Plugged } from './plugged.ts';
import { isManaged } from './token-view.ts';
import type { TokensParts } from './tokens-parts.ts';

/** PINs that came with one call: each is sent at most once. `undefined`: none was given. */
export interface Pins {
  readonly pin?: string | null | undefined;
  readonly soPin?: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

export interface ChangeSteps<P, W, T> {
  readonly prepare?: (session: TokenSession, device: Device) => Promise<P>;
  readonly write: (session: TokenSession, device: Device, prepared: P | null) => Promise<W>;
  readonly test?: (session: TokenSession, written: W, device: Device) => Promise<T>;
}

/** Work on one token with the PIN policy in front of it. */
export interface TokenWork {
  /** Without a login. Errors: `token-not-found` and those of the session. */
  look<T>(tokenId: string, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T>;
  /** Logged in as the token's user where that is needed. Errors: as of `look`, and those of `enter`. */
  asUser<T>(tokenId: string, pins: Pins, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T>;
  /**
   * To change what lies on it: only on a token that its owner manages. `prepare` and `test` run under the user's login,
   * `write` under the login that writing needs (the SO's on a PIV token), all in one session. Errors: as of `asUser`,
   * `token-not-managed`, `token-write-protected`.
   */
  change<P, W, T>(
    tokenId: string,
    pins: Pins,
    steps: ChangeSteps<P, W, T>,
  ): Promise<{ readonly written: W; readonly tested: T | null }>;
  /** One entry with a way of its own to be sent (C_SetPIN, PUK); `then` goes on after it was right, and counts no more. */
  enterOnce(
    tokenId: string,
    entry: Entry,
    send: (session: TokenSession, device: Device) => Promise<void>,
    then?: (session: TokenSession, device: Device) => Promise<void>,
  ): Promise<void>;
  /** Errors: `token-not-managed`. */
  requireManaged(device: Device): void;
}

export function createTokenWork(parts: Pick<TokensParts, 'memory'>, plugged: Plugged): TokenWork {
  const { memory } = parts;

  /** The flags that decide about a try are read inside the session: an entry before it in the queue changed them. */
  async function within<T>(tokenId: string, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T> {
    const { chosen } = await plugged.find(tokenId);
    return await chosen.module.client.withToken(chosen.token, async (session) => {
      const device = await plugged.find(tokenId);
      countRepeats(memory, device, session);
      return work(session, device);
    });
  }

  /**
   * An entry changes the token's flags. They are read again at once: whoever follows the slots may see none of it, when
   * a wrong entry and a right one come between two looks, and what was read for the wrong one would stay.
   */
  async function tryOnce(device: Device, entry: Entry, send: () => Promise<void>): Promise<void> {
    try {
      await enter(memory, device, entry, send);
    } finally {
      await plugged.find(device.chosen.id).catch(() => undefined);
    }
  }

  async function logInAsUser(session: TokenSession, device: Device, pins: Pins): Promise<void> {
    const { pin, confirmedLastTry } = pins;
    const { flags } = device.chosen.token;
    if (pin === undefined) {
      if (!flags.loginRequired || device.chosen.slot.keptOpen) return;
      if (!flags.protectedAuthenticationPath) throw new AppError('pin-needed');
    }
    const entry = { who: 'user', pin: pin ?? null, confirmedLastTry } as const;
    await tryOnce(device, entry, async () => session.login('user', entry.pin));
  }

  async function changeAsUser<P, W, T>(
    session: TokenSession,
    device: Device,
    pins: Pins,
    { prepare, write, test }: ChangeSteps<P, W, T>,
  ): Promise<{ written: W; tested: T | null }> {
    await logInAsUser(session, device, pins);
    const prepared = prepare ? await prepare(session, device) : null;
    const written = await write(session, device, prepared);
    return { written, tested: test ? await test(session, written, device) : null };
  }

  /** The user and the SO are never logged in together (PKCS#11 §5.6): one after the other. */
  async function changeAsOfficer<P, W, T>(
    session: TokenSession,
    device: Device,
    pins: Pins,
    { prepare, write, test }: ChangeSteps<P, W, T>,
  ): Promise<{ written: W; tested: T | null }> {
    const { soPin, confirmedLastTry } = pins;
    // Before anything is written: what cannot be tested afterwards is not begun.
    if (soPin === undefined) throw new AppError('pin-needed', { who: 'so' });
    if ((test ?? prepare) && pins.pin === undefined) throw new AppError('pin-needed');
    let prepared: P | null = null;
    if (prepare) {
      await logInAsUser(session, device, pins);
      prepared = await prepare(session, device);
      await session.logout();
    }
    const entry = { who: 'so', pin: soPin, confirmedLastTry } as const;
    await tryOnce(device, entry, async () => session.login('so', soPin));
    const written = await write(session, device, prepared);
    await session.logout();
    if (!test) return { written, tested: null };
    await logInAsUser(session, device, pins);
    return { written, tested: await test(session, written, device) };
  }

  /** A login that was kept open is gone when the token asks for its PIN again, and ends with an entry of the PIN. */
  async function noticing<T>(tokenId: string, work: () => Promise<T>): Promise<T> {
    const isOpen = (): boolean => plugged.last()?.some(isNamed) === true;
    const isNamed = ({ chosen }: Device): boolean => chosen.id === tokenId && chosen.slot.keptOpen;
    const before = isOpen();
    try {
      return await work();
    } finally {
      if (before || isOpen()) await plugged.refresh(tokenId);
    }
  }

  function requireManaged(device: Device): void {
    if (!isManaged(device, memory)) throw new AppError('token-not-managed');
    if (device.chosen.token.flags.writeProtected) throw new AppError('token-write-protected');
  }

  return {
    look: within,
    asUser: async (tokenId, pins, work) =>
      noticing(tokenId, async () =>
        within(tokenId, async (session, device) => {
          await logInAsUser(session, device, pins);
          return work(session, device);
        }),
      ),
    change: async (tokenId, pins, steps) =>
      noticing(tokenId, async () =>
        within(tokenId, async (session, device) => {
          requireManaged(device);
          const change = device.chosen.token.writesAs === 'so' ? changeAsOfficer : changeAsUser;
          return change(session, device, pins, steps);
        }),
      ),
    enterOnce: async (tokenId, entry, send, then) =>
      within(tokenId, async (session, device) => {
        await tryOnce(device, entry, async () => send(session, device));
        await then?.(session, device);
      }),
    requireManaged,
  };
}
