import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { tokenKind } from './token-kind.ts';
import type { TokenName } from './token-report.ts';

const seenWithinMs = 600;
const lookAgainMs = 60;

/**
 * Runs `open`, which finds the token and opens a session, once more while the token is not to be seen: libykcs11 2.7.1
 * tells of no card for the moment in which another process has it to itself (measured). Any other module is believed at once.
 */
export async function whenSeen<T>(token: TokenName, open: () => T): Promise<T> {
  const end = performance.now() + seenWithinMs;
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (tokenKind(token) !== 'piv-ykcs11' || !isUnseen(error) || performance.now() > end) throw error;
      await setTimeout(lookAgainMs);
    }
  }
}

/** By our own look; what a call of the module answered may have come after something was done. */
function isUnseen(error: unknown): boolean {
  if (!(error instanceof AppError) || error.details['rv'] !== undefined) return false;
  return error.code === 'token-removed' || error.code === 'token-not-found';
}
