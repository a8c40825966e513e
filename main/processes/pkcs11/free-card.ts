import { askCard } from './ask-card.ts';
import type { LoadedModule } from './loaded-module.ts';
import { mayStartAnew } from './missed-tokens.ts';
import { readerOf } from './reader-of.ts';
import { tokenKind } from './token-kind.ts';
import type { TokenName } from './token-report.ts';

/** Longer than other programs have a card to themselves but for making a key. */
export const heldForMs = 700;

const nobody: ReadonlySet<string> = new Set();

/**
 * After work on a token: lets go of a card that the module keeps to itself. libykcs11 2.7.1 that meets a card which
 * another process had reset begins a transaction too many (measured: pcscd's log counts one BEGIN without an END each time),
 * and from then on every other program waits for the card until ours ends. Starting the module anew ends it. That resets
 * the card, too, and with it what other programs have open: it is done only where nobody else gets an answer.
 */
export async function freeCard(module: LoadedModule, token: TokenName): Promise<void> {
  if (tokenKind(token) !== 'piv-ykcs11' || process.platform !== 'linux') return;
  const reader = readerOf(module, token);
  if (reader === null) return;
  if ((await askCard(reader, heldForMs, async () => null)) !== 'held') return;
  if (mayStartAnew(module, nobody, 0)) module.startAnew();
  // Whoever works with it next does so before: see openLease.
  else module.noteLoss();
}
