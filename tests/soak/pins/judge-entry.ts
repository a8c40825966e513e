// SPDX-License-Identifier: Apache-2.0
import type { PinEntry } from './pin-entry.ts';

export const triesOfTheToken = 3;

/** The module's and app's counters before or after an entry. */
export interface PinReading {
  /** PINs that reached the module. */
  readonly attempts: number;
  /** From the module's counter. */
  readonly triesLeft: number;
  /** Consecutive wrong entries, as counted by the app. */
  readonly counted: number;
}

export interface JudgedEntry {
  readonly entry: PinEntry;
  readonly confirmed: boolean;
  readonly before: PinReading;
  readonly after: PinReading;
  /** `ok`, an error code, or null if the process was killed. */
  readonly outcome: string | null;
  readonly fired: number;
}

const pinCalls: readonly string[] = ['C_Login', 'C_SetPIN'];
/** CKR values after which a call is retried with the accepted PIN (`isLost`). */
const lost: readonly unknown[] = [5, 6, 7, 0x30, 0x32, 0xb3, 0x101];

/** Returns what is wrong. */
export function judgeEntry({ entry, confirmed, before, after, outcome, fired }: JudgedEntry): string[] {
  const faults: string[] = [];
  const reached = after.attempts - before.attempts;
  const firedFaults = entry.faults.slice(0, fired);
  const isLocked = before.triesLeft === 0;
  const isLastTry = before.triesLeft === 1 || before.counted >= 2;
  const atLogin = firedFaults.length === 0 || firedFaults.some(([at]) => pinCalls.includes(at));
  const mayRepeat =
    entry.right &&
    (entry.work === 'sign' || entry.work === 'generate') &&
    firedFaults.some(([at, , what]) => !pinCalls.includes(at) && lost.includes(what));

  if (reached > (mayRepeat ? 2 : 1)) faults.push(`${reached} attempts reached the module`);
  if (isLocked && reached > 0) faults.push('an attempt reached a locked token');
  if (isLastTry && !confirmed && reached > 0) faults.push('the last try was sent without a confirmation');
  if (fired === 0 && outcome !== null && outcome !== 'module-stopped') {
    const wanted = isLocked ? 'pin-locked' : isLastTry && !confirmed ? 'pin-last-try' : null;
    if (wanted !== null && outcome !== wanted) faults.push(`answered ${outcome} instead of ${wanted}`);
    if (reached === 0 && after.counted !== before.counted) faults.push('counted what was not sent');
    if (wanted === null && reached === 0) faults.push(`nothing was sent: ${outcome}`);
  }
  const consumed = triesOfTheToken - after.triesLeft;
  if (after.counted < consumed) faults.push(`counted ${after.counted} where the module consumed ${consumed}`);
  // A PIN is resent only after it was accepted, which reset the count.
  const least = reached > 1 ? 1 : before.counted + 1;
  if (isOpen(outcome) && atLogin && reached > 0 && after.counted < least && after.triesLeft < triesOfTheToken)
    faults.push('an entry whose end is not known was not counted');
  if ((outcome === 'ok' || outcome === 'proof-failed') && after.counted !== 0)
    faults.push(`${after.counted} counted after a success`);
  if (after.counted > before.counted + 1) faults.push(`counted ${after.counted - before.counted} for one entry`);
  if (!entry.right && outcome === 'ok') faults.push('a wrong PIN was taken');
  return faults;
}

function isOpen(outcome: string | null): boolean {
  return outcome !== 'ok' && outcome !== 'proof-failed';
}
