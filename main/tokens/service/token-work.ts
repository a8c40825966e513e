// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenSession } from '../module-port.ts';
import { countRepeats, enter, type Entry } from './pin-policy.ts';
import type { Device, ConnectedTokens } from './connected-tokens.ts';
import { isManaged } from './token-view.ts';
import type { TokensParts } from './tokens-parts.ts';

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

export interface TokenWork {
  /** Doesn't log in. Errors: `token-not-found`, those of `TokenSession`. */
  look<T>(tokenId: string, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T>;
  /** Errors: see `look`, `enter`. */
  asUser<T>(tokenId: string, pins: Pins, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T>;
  /**
   * For managed tokens only. `prepare` and `test` run as user, `write` as SO on PIV cards. Errors: see `asUser`,
   * `requireManaged`.
   */
  change<P, W, T>(
    tokenId: string,
    pins: Pins,
    steps: ChangeSteps<P, W, T>,
  ): Promise<{ readonly written: W; readonly tested: T | null }>;
  enterOnce(
    tokenId: string,
    entry: Entry,
    send: (session: TokenSession, device: Device) => Promise<void>,
    then?: (session: TokenSession, device: Device) => Promise<void>,
  ): Promise<void>;
  /** Throws `token-not-managed`, `token-write-protected`. */
  requireManaged(device: Device): void;
}

export function requirePkcs11({ chosen }: Device): void {
  if (isSkf(chosen)) throw new AppError('not-available');
}

export function isSkf({ token }: Pick<Device['chosen'], 'token'>): boolean {
  return token.standard === 'skf';
}

export function createTokenWork(parts: Pick<TokensParts, 'memory'>, connectedTokens: ConnectedTokens): TokenWork {
  const { memory } = parts;

  /** Reads the flags again, because a PIN entry queued earlier may have changed them. */
  async function within<T>(tokenId: string, work: (session: TokenSession, device: Device) => Promise<T>): Promise<T> {
    const { chosen } = await connectedTokens.find(tokenId);
    return await chosen.module.client.withToken(chosen.token, async (session) => {
      const device = await connectedTokens.find(tokenId);
      countRepeats(memory, device, session);
      return work(session, device);
    });
  }

  /** Refreshes the flags, which a wrong entry may change. */
  async function tryOnce(device: Device, entry: Entry, send: () => Promise<void>): Promise<void> {
    try {
      await enter(memory, device, entry, send);
    } finally {
      await connectedTokens.find(device.chosen.id).catch(() => undefined);
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

  /** User and SO can't be logged in together (PKCS#11 §5.6). */
  async function changeAsOfficer<P, W, T>(
    session: TokenSession,
    device: Device,
    pins: Pins,
    { prepare, write, test }: ChangeSteps<P, W, T>,
  ): Promise<{ written: W; tested: T | null }> {
    const { soPin, confirmedLastTry } = pins;
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

  async function noticing<T>(tokenId: string, work: () => Promise<T>): Promise<T> {
    const isOpen = (): boolean => connectedTokens.last()?.some(isNamed) === true;
    const isNamed = ({ chosen }: Device): boolean => chosen.id === tokenId && chosen.slot.keptOpen;
    const before = isOpen();
    try {
      return await work();
    } finally {
      if (before || isOpen()) await connectedTokens.refresh(tokenId);
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
