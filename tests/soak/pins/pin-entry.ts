// SPDX-License-Identifier: Apache-2.0
import type {
  Fault,
  FaultMoment,
  FaultPlace,
  MinimalToken,
} from '../../support/tokens/modules/broken-modules/minimal-token.ts';

export const pinWorks = ['unlock', 'sign', 'change PIN', 'generate'] as const;
export type PinWork = (typeof pinWorks)[number];

/** Arguments of `MinimalToken.trip`. */
export type ArmedFault = readonly [at: FaultPlace, moment: FaultMoment, what: Fault | number];

/** One PIN entry, and what goes wrong meanwhile. */
export interface PinEntry {
  readonly work: PinWork;
  readonly right: boolean;
  /** Whether a last try is confirmed. `asked`: only if the app asks. */
  readonly confirms: 'always' | 'asked' | 'never';
  /** They occur in this order. */
  readonly faults: readonly ArmedFault[];
  /** The app is restarted first. */
  readonly restarts: boolean;
  /** When to SIGKILL a separate process, as a share of 1.5 times the usual duration. Null: no separate process. */
  readonly killedAt: number | null;
  /** Milliseconds until the call is cancelled. Ignored with `killedAt`. */
  readonly cancelledAfter: number | null;
  /** Unblocks a blocked token before the entry (once `pin-locked` was an outcome) and logs out after it. */
  readonly locks: boolean;
}

/** CKR values that mean a lost login (`isLost`), and others that a module may return at the wrong moment. */
const answers = [
  5, 6, 7, 0x30, 0x32, 0x54, 0x90, 0xa0, 0xa2, 0xa4, 0xb3, 0xe0, 0x100, 0x101, 0x102, 0x104, 0x190, 0x80000001,
];
const deaths: readonly Fault[] = ['segv', 'abort', 'exit'];
const aroundTheLogin: readonly FaultPlace[] = [
  'C_GetSlotList',
  'C_GetTokenInfo',
  'C_OpenSession',
  'C_GetSessionInfo',
  'C_CloseSession',
  'C_Logout',
];
const ofTheWork: Readonly<Record<PinWork, readonly FaultPlace[]>> = {
  unlock: ['C_GetSessionInfo', 'C_CloseSession'],
  sign: ['C_FindObjectsInit', 'C_FindObjects', 'C_GetAttributeValue', 'C_SignInit', 'C_Sign'],
  'change PIN': ['C_GetSessionInfo'],
  generate: ['C_FindObjectsInit', 'C_GenerateKeyPair'],
};

export type Random = () => number;

function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

function anyFault(random: Random, work: PinWork): ArmedFault {
  const share = random();
  // Hangs are rarer, because each lasts until its deadline.
  const what = share < 0.1 ? 'hang' : share < 0.4 ? pick(random, deaths) : pick(random, answers);
  const where = random();
  const pinCall = work === 'change PIN' ? 'C_SetPIN' : 'C_Login';
  if (where < 0.6) return [pinCall, pick(random, ['before', 'during', 'after'] as const), what];
  if (where < 0.8) return [pick(random, ofTheWork[work]), 'before', what];
  return [pick(random, aroundTheLogin), 'before', what];
}

/** A lost login, then a fault of the second login. */
function lostLogin(random: Random, work: PinWork): ArmedFault[] {
  const second: ArmedFault = [
    'C_Login',
    pick(random, ['during', 'after'] as const),
    pick(random, [...deaths, ...answers]),
  ];
  return [[pick(random, ofTheWork[work]), 'before', pick(random, [6, 0x32, 0x101])], second];
}

export function randomEntry(random: Random): PinEntry {
  const share = random();
  const work = share < 0.5 ? 'unlock' : share < 0.75 ? 'sign' : share < 0.9 ? 'change PIN' : 'generate';
  const faulty = random();
  const faults =
    faulty < 0.2 ? [] : faulty < 0.9 ? [anyFault(random, work)] : lostLogin(random, work === 'unlock' ? 'sign' : work);
  return {
    work: faulty >= 0.9 && work === 'unlock' ? 'sign' : work,
    right: random() < 0.65,
    confirms: pick(random, ['always', 'asked', 'asked', 'never'] as const),
    faults,
    restarts: random() < 0.1,
    killedAt: random() < 0.08 ? random() : null,
    cancelledAfter: random() < 0.08 ? Math.ceil(random() * 20) : null,
    locks: random() < 0.5,
  };
}

export function armFaults(token: MinimalToken, faults: readonly ArmedFault[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  token.trip(...first);
  for (const other of others) token.thenTrip(...other);
}
