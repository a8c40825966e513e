// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { LoadedModule } from './loaded-module.ts';
import { tokenKind } from './token-kind.ts';
import type { TokenName } from './token-kind.ts';
import { tokenKey } from './token-report.ts';

const seenWithinMs = 600;
const lookAgainMs = 60;

/**
 * Opens a session, and waits a moment for a token that is not to be seen. libykcs11 2.7.1 tells of no card while another
 * process has it to itself: it is looked for, and opened once. SoftHSM tells of no token while another process writes its
 * file, over and over where that one logs in in a loop: `open` runs again (both measured). Any other module is believed at once.
 */
export async function whenSeen<T>(module: LoadedModule, token: TokenName, open: () => T): Promise<T> {
  const isSoft = module.seen.get(tokenKey(token))?.hardware === false;
  const end = performance.now() + seenWithinMs;
  if (tokenKind(token) === 'piv-ykcs11')
    while (module.findSlot(token) === null && performance.now() < end) await setTimeout(lookAgainMs);
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (!isSoft || !isUnseen(error) || performance.now() > end) throw error;
      await setTimeout(lookAgainMs);
    }
  }
}

/** By our own look: before anything was asked of the token. */
function isUnseen(error: unknown): boolean {
  if (!(error instanceof AppError) || error.details['rv'] !== undefined) return false;
  return error.code === 'token-removed' || error.code === 'token-not-found';
}
