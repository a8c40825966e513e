import type { Handle } from './cryptoki.ts';
import { isLost } from './cryptoki-error.ts';
import type { LoadedModule } from './loaded-module.ts';
import type { SlotReportMessage } from './pkcs11-protocol.ts';
import { tokenKey, type TokenName } from './token-report.ts';

/** How long a token of software that is gone is looked for by starting the module anew (ms), and how often in one look. */
const lookedForMs = 60_000;
const triesAtOnce = 3;
const pauseMs = 25;

/** Tokens of software that were there: when each was seen last (performance.now()). */
export type MissedTokens = Map<string, number>;

/**
 * C_Finalize ends all sessions of all tokens, and crashes modules that are at work in a thread: only where nothing is
 * under way, and nobody but `tokens` has a session or a login to lose.
 * @param own operations under way that ask for it themselves
 */
export function mayStartAnew(
  { leased, kept, running }: LoadedModule,
  tokens: ReadonlySet<string>,
  own: 0 | 1,
): boolean {
  return running <= own && [...leased, ...kept.keys()].every((key) => tokens.has(key));
}

/**
 * What `slots` tells. A token that no reader holds does not go by itself, and yet it does: SoftHSM 2.6.1 loses one for
 * good when another process writes its file at the wrong moment (each C_Login does), and p11-kit's client does with its
 * server. Both find it again when they are started anew.
 */
export function withLostOnes(module: LoadedModule, slots: () => SlotReportMessage[]): SlotReportMessage[] {
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
export function findSlotAgain(module: LoadedModule, token: TokenName, own: 0 | 1): Handle | null {
  const key = tokenKey(token);
  let left = module.seen.has(key) ? triesAtOnce : 1;
  for (;;) {
    const slot = module.findSlot(token);
    if (slot !== null || left === 0 || !mayStartAnew(module, new Set([key]), own)) return slot;
    startAnew(module, left);
    left -= 1;
  }
}

function startAnew(module: LoadedModule, left: number): void {
  // The first time at once: the other process is done with its writing mostly.
  if (left < triesAtOnce) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  module.startAnew();
}

/** Takes down what is there, and forgets what has been gone for long; what is gone. */
function note(seen: MissedTokens, reports: readonly SlotReportMessage[]): ReadonlySet<string> {
  const now = performance.now();
  const there = reports.flatMap(({ hardware, token }) =>
    hardware || token === null || !token.flags.tokenInitialized ? [] : [tokenKey(token)],
  );
  for (const key of there) seen.set(key, now);
  for (const [key, at] of seen) if (now - at > lookedForMs) seen.delete(key);
  return new Set([...seen.keys()].filter((key) => !there.includes(key)));
}
