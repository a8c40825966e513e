// SPDX-License-Identifier: Apache-2.0
import type { Handle } from './cryptoki.ts';
import { isLost } from './cryptoki-error.ts';
import type { SlotReportMessage } from '../pkcs11-protocol.ts';
import type { TokenName } from '../objects/token-kind.ts';
import { tokenKey } from '../objects/token-report.ts';

const lookedForMs = 60_000;
const triesAtOnce = 3;
const pauseMs = 25;

/** Milliseconds after which a missing hardware token causes a module restart. */
const lookedForAfterMs = [100, 1_000, 8_000];

interface Missed {
  at: number;
  readonly hardware: boolean;
  tries: number;
}

export interface Restartable {
  readonly reinitialise: () => void;
  readonly findSlot: (token: TokenName) => Handle | null;
  readonly kept: ReadonlyMap<string, unknown>;
  readonly leased: ReadonlySet<string>;
  readonly running: number;
  readonly seen: MissedTokens;
}

export type MissedTokens = Map<string, Missed>;

/**
 * Returns false if C_Finalize would crash other calls or end sessions of tokens outside `tokens`.
 * @param own the number of running operations that request the restart
 */
export function canReinitialise(
  { leased, kept, running }: Restartable,
  tokens: ReadonlySet<string>,
  own: 0 | 1,
): boolean {
  return running <= own && [...leased, ...kept.keys()].every((key) => tokens.has(key));
}

/**
 * Some modules miss a token until restarted (measured with SoftHSM 2.6.1, p11-kit and libykcs11 2.7.1). A hardware
 * token may be unplugged, so it gets only three restarts.
 */
export function withLostOnes(module: Restartable, slots: () => SlotReportMessage[]): SlotReportMessage[] {
  const { seen } = module;
  for (let left = triesAtOnce; ; left -= 1) {
    try {
      const reports = slots();
      const lost = note(seen, reports);
      if (left === 0 || lost.size === 0 || !canReinitialise(module, lost, 0)) return reports;
    } catch (error) {
      if (left === 0 || !isLost(error) || !canReinitialise(module, new Set(seen.keys()), 0)) throw error;
    }
    reinitialise(module, left);
  }
}

/**
 * Restarts the module up to three times for a software token, otherwise once.
 * @param own see `canReinitialise`
 */
export function findSlotAgain(module: Restartable, token: TokenName, own: 0 | 1): Handle | null {
  const key = tokenKey(token);
  let left = module.seen.get(key)?.hardware === false ? triesAtOnce : 1;
  for (;;) {
    const slot = module.findSlot(token);
    if (slot !== null || left === 0 || !canReinitialise(module, new Set([key]), own)) return slot;
    reinitialise(module, left);
    left -= 1;
  }
}

function reinitialise(module: Restartable, left: number): void {
  if (left < triesAtOnce) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  module.reinitialise();
}

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
