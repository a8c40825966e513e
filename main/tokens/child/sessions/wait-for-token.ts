// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { tokenKind } from '../objects/token-kind.ts';
import type { TokenName } from '../objects/token-kind.ts';
import { tokenKey } from '../objects/token-report.ts';

const seenWithinMs = 600;
const lookAgainMs = 60;

/**
 * libykcs11 2.7.1 doesn't show a card held by another process, so poll. SoftHSM doesn't show a token whose file is
 * being written, so retry `open` (both measured).
 */
export async function waitForToken<T>(module: LoadedModule, token: TokenName, open: () => T): Promise<T> {
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

function isUnseen(error: unknown): boolean {
  if (!(error instanceof AppError) || error.details['rv'] !== undefined) return false;
  return error.code === 'token-removed' || error.code === 'token-not-found';
}
