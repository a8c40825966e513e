// SPDX-License-Identifier: Apache-2.0
import { askCard } from './ask-card.ts';
import type { LoadedModule } from './loaded-module.ts';
import { mayStartAnew } from './missed-tokens.ts';
import { tokenKind } from './token-kind.ts';
import type { TokenName } from './token-kind.ts';
import { tokenKey } from './token-report.ts';

/**
 * Longer than other programs have a card to themselves, but for making a key and waiting for a finger: another module of
 * ours reads a whole card in one go, on a busy machine for a second.
 */
const heldForMs = 2500;

const nobody: ReadonlySet<string> = new Set();

/**
 * After work on a token: lets go of a card that the module keeps to itself. libykcs11 2.7.1 that meets a card which
 * another process had reset begins a transaction too many (measured: pcscd's log counts one BEGIN without an END each time),
 * and from then on every other program waits for the card until ours ends. Starting the module anew ends it. That resets
 * the card, too, and with it what other programs have open: it is done only where nobody else gets an answer. While
 * something of ours is under way it waits for the end of that, on whatever token it is.
 */
export async function freeCard(module: LoadedModule, token: TokenName): Promise<void> {
  if (tokenKind(token) !== 'piv-ykcs11' || process.platform !== 'linux') return;
  const reader = module.readers.get(tokenKey(token));
  const suspected = new Set([...module.heldReaders, ...(reader === undefined ? [] : [reader])]);
  for (const each of suspected) {
    if ((await askCard(each, heldForMs, async () => null)) === 'held') module.heldReaders.add(each);
    else module.heldReaders.delete(each);
  }
  if (module.heldReaders.size === 0) return;
  if (mayStartAnew(module, nobody, 0)) module.startAnew();
  // Whoever opens the next session, with nothing else open, does so before: see openLease.
  else module.noteLoss();
}
