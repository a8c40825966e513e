// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { PinState } from '../../../shared/schemas/token.ts';
import type { AttemptOutcome, PinOwner, TokenMemory } from '../../computer-state/state-port.ts';
import type { TokenFlags, TokenReport, TokenSession } from '../module-port.ts';
import type { Device } from './plugged.ts';

/**
 * Wrong entries after which the next one may be the last, whatever the flags say: cards lock after three, and some tell
 * nothing before they do (OpenSC's PIV driver shows no flag until the last try).
 */
const cautionAfter = 2;

export function pinStateOf(flags: TokenFlags, who: 'user' | 'so'): PinState {
  const so = who === 'so';
  // A token before its first use has neither, whatever its other flags say (SoftHSM: locked).
  if (!flags.tokenInitialized || (!so && !flags.userPinInitialized)) return 'unset';
  if (so ? flags.soPinLocked : flags.userPinLocked) return 'locked';
  if (so ? flags.soPinFinalTry : flags.userPinFinalTry) return 'final';
  if (so ? flags.soPinCountLow : flags.userPinCountLow) return 'low';
  return (so ? flags.soPinToBeChanged : flags.userPinToBeChanged) ? 'to-be-changed' : 'ok';
}

/** Wrong entries in a row, over all the names that the device has. */
export function wrongEntries(memory: TokenMemory, device: Device, who: PinOwner): number {
  return Math.max(...device.views.map(({ id }) => memory.count(id, who).wrong));
}

/** Over all views, for one module's flags may tell more than another's. The PUK has no flags: our count alone. */
export function isLastTry(memory: TokenMemory, device: Device, who: PinOwner): boolean {
  const counts = device.views.map(({ id }) => memory.count(id, who));
  if (counts.some(({ known, wrong }) => !known || wrong >= cautionAfter)) return true;
  return who !== 'puk' && device.views.some(({ token }) => pinStateOf(token.flags, who) === 'final');
}

export interface Entry {
  readonly who: PinOwner;
  /** Null: typed at the reader. */
  readonly pin: string | null;
  readonly confirmedLastTry: boolean;
}

/**
 * Sends one entry to the token, once. `device` must be fresh: its flags decide. Refused here, with nothing sent:
 * `pin-locked`, `pin-last-try`, `pin-length`, `pin-unset`, `pin-needed` (a PIN where the reader has no keys). Otherwise errors as of `send`.
 */
export async function enter(
  memory: TokenMemory,
  device: Device,
  entry: Entry,
  send: () => Promise<void>,
): Promise<void> {
  const settle = beginAll(memory, device, entry.who);
  try {
    // Begun first, then judged: another process that begins meanwhile sees this entry counted.
    refuse(memory, device, entry);
  } catch (error) {
    settle('unused');
    throw error;
  }
  try {
    await send();
  } catch (error) {
    settle(outcomeOf(error));
    if (error instanceof AppError && error.code === 'wrong-pin') {
      throw new AppError('wrong-pin', { ...error.details, wrong: wrongEntries(memory, device, entry.who) });
    }
    throw error;
  }
  settle('right');
}

function refuse(memory: TokenMemory, device: Device, entry: Entry): void {
  const { who, pin, confirmedLastTry } = entry;
  const { flags } = device.chosen.token;
  if (who !== 'puk') {
    const state = pinStateOf(flags, who);
    if (state === 'locked') throw new AppError('pin-locked');
    if (state === 'unset') throw new AppError('pin-unset');
  }
  if (pin === null && !flags.protectedAuthenticationPath) throw new AppError('pin-needed');
  checkLength(device.chosen.token, entry);
  if (isLastTry(memory, device, who) && !confirmedLastTry) throw new AppError('pin-last-try');
}

/** A PIN that cannot be right costs no try. A PIV management key is told as SO PIN and longer than its limit. */
function checkLength({ pinLength }: TokenReport, { who, pin }: Entry): void {
  if (pin === null || who !== 'user') return;
  checkPinLength(pinLength, pin);
}

export function checkPinLength({ min, max }: TokenReport['pinLength'], pin: string): void {
  const octets = Buffer.byteLength(pin, 'utf8');
  // Tokens that know no limit tell noughts or CK_UNAVAILABLE_INFORMATION.
  const known = max > 0 && max >= min && max <= 255;
  if (octets === 0 || (known && (octets < min || octets > max))) throw new AppError('pin-length', { min, max });
}

function beginAll(memory: TokenMemory, device: Device, who: PinOwner): (outcome: AttemptOutcome) => void {
  const settles = [...new Set(device.views.map(({ id }) => id))].map((id) => memory.begin(id, who));
  return (outcome) => {
    for (const settle of settles) settle(outcome);
  };
}

/**
 * A PIN that the session sends once more without a new entry counts like one until the token has taken it: were it lost,
 * the token would know of more tries than we do.
 */
export function countRepeats(memory: TokenMemory, device: Device, session: TokenSession): void {
  session.countRepeats((who) => {
    try {
      const settle = beginAll(memory, device, who);
      return (error) => settle(error === null ? 'right' : outcomeOf(error));
    } catch (error) {
      // It is on its way already; a full disk is told by the next entry.
      if (!(error instanceof AppError)) throw error;
      return () => undefined;
    }
  });
}

/** Codes after which it is sure that nothing was tried, when they are ours: a token may use up a try and answer anything. */
const unused: ReadonlySet<string> = new Set([
  'token-not-found',
  'module-broken',
  'module-paused',
  'module-not-allowed',
  'pin-unset',
  'pin-needed',
  'pin-length',
  'not-available',
]);

function outcomeOf(error: unknown): AttemptOutcome {
  if (!(error instanceof AppError)) return 'open';
  if (error.code === 'wrong-pin' || error.code === 'pin-locked') return 'wrong';
  const isOurs = typeof error.details['rv'] !== 'string';
  return isOurs && unused.has(error.code) ? 'unused' : 'open';
}
