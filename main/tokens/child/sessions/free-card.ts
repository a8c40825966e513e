// SPDX-License-Identifier: Apache-2.0
import { askCard } from '../piv/ask-card.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { canReinitialise } from '../module/missed-tokens.ts';
import { tokenKind } from '../objects/token-kind.ts';
import type { TokenName } from '../objects/token-kind.ts';
import { tokenKey } from '../objects/token-report.ts';

/** Programs need up to a second to read a whole card. */
const heldForMs = 2500;

const noTokens: ReadonlySet<string> = new Set();

/**
 * libykcs11 2.7.1 starts an extra transaction after another process reset the card (measured), which blocks other
 * programs. A restart releases the card but resets it, so the module must be idle.
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
  if (canReinitialise(module, noTokens, 0)) module.reinitialise();
  else module.noteLoss();
}
