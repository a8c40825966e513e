// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PinState } from '../../../shared/schemas/token.ts';
import type { AttemptOutcome, PinOwner, TokenMemory } from '../../computer-state/state-port.ts';
import type { TokenFlags, TokenReport, TokenSession } from '../module-port.ts';
import type { Device } from './connected-tokens.ts';

/** Many cards lock after three wrong entries, some without warning. */
const cautionAfter = 2;

export function pinStateOf(flags: TokenFlags, who: 'user' | 'so'): PinState {
  const so = who === 'so';
  // Check this first, because SoftHSM reports PINs as locked before initialisation.
  if (!flags.tokenInitialized || (!so && !flags.userPinInitialized)) return 'unset';
  if (so ? flags.soPinLocked : flags.userPinLocked) return 'locked';
  if (so ? flags.soPinFinalTry : flags.userPinFinalTry) return 'final';
  if (so ? flags.soPinCountLow : flags.userPinCountLow) return 'low';
  return (so ? flags.soPinToBeChanged : flags.userPinToBeChanged) ? 'to-be-changed' : 'ok';
}

export function wrongEntries(memory: TokenMemory, device: Device, who: PinOwner): number {
  return Math.max(...device.views.map(({ id }) => memory.count(id, who).wrong));
}

/** Also uses our counts, because modules may report different flags, and none for the PUK. */
export function isLastTry(memory: TokenMemory, device: Device, who: PinOwner): boolean {
  const counts = device.views.map(({ id }) => memory.count(id, who));
  if (counts.some(({ known, wrong }) => !known || wrong >= cautionAfter)) return true;
  return who !== 'puk' && device.views.some(({ token }) => pinStateOf(token.flags, who) === 'final');
}

export interface Entry {
  readonly who: PinOwner;
  readonly pin: string | null;
  readonly confirmedLastTry: boolean;
}

/**
 * Sends the PIN once. `device` must be freshly read. Errors: `pin-locked`, `pin-last-try`, `pin-length`, `pin-not-set`,
 * `pin-needed` (no PIN pad), those of `memory.begin` and `send`.
 */
export async function enter(
  memory: TokenMemory,
  device: Device,
  entry: Entry,
  send: () => Promise<void>,
): Promise<void> {
  const settle = beginAll(memory, device, entry.who);
  try {
    // Count before checking, because other processes may also send a PIN.
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
    if (state === 'unset') throw new AppError('pin-not-set');
  }
  if (pin === null && !flags.protectedAuthenticationPath) throw new AppError('pin-needed');
  checkLength(device.chosen.token, entry);
  if (isLastTry(memory, device, who) && !confirmedLastTry) throw new AppError('pin-last-try');
}

/** PIV management keys may exceed the limit, so only user PINs are checked. */
function checkLength({ pinLength }: TokenReport, { who, pin }: Entry): void {
  if (pin === null || who !== 'user') return;
  checkPinLength(pinLength, pin);
}

export function checkPinLength({ min, max }: TokenReport['pinLength'], pin: string): void {
  const octets = Buffer.byteLength(pin, 'utf8');
  // Modules without a limit report zeros or CK_UNAVAILABLE_INFORMATION.
  const known = max > 0 && max >= min && max <= 255;
  if (octets === 0 || (known && (octets < min || octets > max))) throw new AppError('pin-length', { min, max });
}

function beginAll(memory: TokenMemory, device: Device, who: PinOwner): (outcome: AttemptOutcome) => void {
  const settles = [...new Set(device.views.map(({ id }) => id))].map((id) => memory.begin(id, who));
  return (outcome) => {
    for (const settle of settles) settle(outcome);
  };
}

export function countRepeats(memory: TokenMemory, device: Device, session: TokenSession): void {
  session.countRepeats((who) => {
    try {
      const settle = beginAll(memory, device, who);
      return (error) => settle(error === null ? 'right' : outcomeOf(error));
    } catch (error) {
      // The child sends the PIN even if counting fails. The next entry reports the error.
      if (!(error instanceof AppError)) throw error;
      return () => undefined;
    }
  });
}

const unused: ReadonlySet<string> = new Set([
  'token-not-found',
  'module-broken',
  'module-paused',
  'module-not-allowed',
  'pin-not-set',
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
