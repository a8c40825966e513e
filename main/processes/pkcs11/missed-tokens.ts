// SPDX-License-Identifier: Apache-2.0
import type { Handle } from './cryptoki.ts';
import { isLost } from './cryptoki-error.ts';
import type { SlotReportMessage } from './pkcs11-protocol.ts';
import type { TokenName } from './token-kind.ts';
import { tokenKey } from './token-report.ts';

/** How long a token of software that is gone is looked for by starting the module anew (ms), and how often in one look. */
const lookedForMs = 60_000;
const triesAtOnce = 3;
const pauseMs = 25;

/** When a token of hardware that is gone is looked for by starting the module anew (ms after it was seen last). */
const lookedForAfterMs = [100, 1_000, 8_000];

interface Missed {
  /** When it was seen last (performance.now()). */
  at: number;
  readonly hardware: boolean;
  /** How often the module was started anew for one of hardware. */
  tries: number;
}

/** The part of a loaded module that a restart touches. */
export interface Restartable {
  readonly startAnew: () => void;
  readonly findSlot: (token: TokenName) => Handle | null;
  readonly kept: ReadonlyMap<string, unknown>;
  readonly leased: ReadonlySet<string>;
  readonly running: number;
  readonly seen: MissedTokens;
}

/** Tokens that were there. */
export type MissedTokens = Map<string, Missed>;

/**
 * C_Finalize ends all sessions of all tokens, and crashes modules that are at work in a thread: only where nothing is
 * under way, and nobody but `tokens` has a session or a login to lose.
 * @param own operations under way that ask for it themselves
 */
export function mayStartAnew({ leased, kept, running }: Restartable, tokens: ReadonlySet<string>, own: 0 | 1): boolean {
  return running <= own && [...leased, ...kept.keys()].every((key) => tokens.has(key));
}

/**
 * What `slots` tells. A token that no reader holds does not go by itself, and yet it does: SoftHSM 2.6.1 loses one for
 * good when another process writes its file at the wrong moment (each C_Login does), and p11-kit's client does with its
 * server. Both find it again when they are started anew. So does libykcs11 2.7.1, which now and then tells of an empty
 * reader for ever after another process with the same library had the card. One of hardware may have been pulled out, which
 * is nothing to hurry for: the module is started anew three times in all, where nothing is under way.
 */
export function withLostOnes(module: Restartable, slots: () => SlotReportMessage[]): SlotReportMessage[] {
  const { seen } = module;
  for (let left = triesAtOnce; ; left -= 1) {
    try {
      const reports = slots();
      const lost = note(seen, reports);
      if (left === 0 || lost.size === 0 || !mayStartAnew(module, lost, 0)) return reports;
    } catch (error) {
      if (left === 0 || !isLost(error) || !mayStartAnew(module, new Set(seen.keys()), 0)) throw error;
    }
    startAnew(module, left);
  }
}

/**
 * The slot that holds the token now, also where the module has to be started anew for it: once, and for one of software
 * as often as above. Null: it is gone.
 * @param own as of `mayStartAnew`
 */
export function findSlotAgain(module: Restartable, token: TokenName, own: 0 | 1): Handle | null {
  const key = tokenKey(token);
  let left = module.seen.get(key)?.hardware === false ? triesAtOnce : 1;
  for (;;) {
    const slot = module.findSlot(token);
    if (slot !== null || left === 0 || !mayStartAnew(module, new Set([key]), own)) return slot;
    startAnew(module, left);
    left -= 1;
  }
}

function startAnew(module: Restartable, left: number): void {
  // The first time at once: the other process is done with its writing mostly.
  if (left < triesAtOnce) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  module.startAnew();
}

/** Takes down what is there, and forgets what has been gone for long; what is to be looked for now. */
function note(seen: MissedTokens, reports: readonly SlotReportMessage[]): ReadonlySet<string> {
  const now = performance.now();
  const there = new Set<string>();
  for (const { hardware, token } of reports) {
    if (token === null || !token.flags.tokenInitialized) continue;
    const key = tokenKey(token);
    there.add(key);
    seen.set(key, { at: now, hardware, tries: 0 });
  }
  for (const [key, { at }] of seen) if (now - at > lookedForMs) seen.delete(key);
  const gone = [...seen].filter(([key, missed]) => !there.has(key) && (!missed.hardware || isDue(missed, now)));
  for (const [, missed] of gone) missed.tries += 1;
  return new Set(gone.map(([key]) => key));
}

function isDue({ at, tries }: Missed, now: number): boolean {
  return now - at > (lookedForAfterMs[tries] ?? Infinity);
}
