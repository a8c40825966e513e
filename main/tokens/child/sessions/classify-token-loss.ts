// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { hasReturned, isLost } from '../module/cryptoki-error.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { rv } from '../module/numbers.ts';
import { toAppError } from '../module/return-values.ts';
import type { TokenName } from '../objects/token-kind.ts';

/** Removals show up late: pcscd polls every 400 ms, OpenSC every second. */
const noticedWithinMs = 1200;
const lookAgainMs = 100;

/** Returns `token-removed` for a removed token, which many modules report as a general failure. */
export async function classifyTokenLoss(
  module: LoadedModule,
  { token }: { readonly token: TokenName },
  error: unknown,
): Promise<unknown> {
  if (!isLost(error)) return toAppError(error);
  module.noteLoss();
  const end = performance.now() + noticedWithinMs;
  for (;;) {
    if (module.findSlot(token) === null) return new AppError('token-removed', {}, { cause: error });
    if (saysItself(error) || performance.now() > end) return toAppError(error);
    await setTimeout(lookAgainMs);
  }
}

function saysItself(error: unknown): boolean {
  return hasReturned(error, rv.deviceRemoved, rv.sessionHandleInvalid, rv.userNotLoggedIn);
}
