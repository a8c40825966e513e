// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenRun, TokensService } from '../../../main/tokens/tokens-service.ts';
import type { PinWork } from './pin-entry.ts';

export interface PinCall {
  readonly work: PinWork;
  readonly tokenId: string;
  readonly pin: string;
  readonly newPin: string;
  readonly objectId: string;
  readonly confirmedLastTry: boolean;
}

/** Enters the PIN once. Returns `ok` or the AppError's code, and rethrows other errors. */
export async function enterPin(tokens: TokensService, call: PinCall, run: TokenRun): Promise<string> {
  const { work, tokenId, pin, newPin, objectId, confirmedLastTry } = call;
  const pins = { tokenId, pin, confirmedLastTry };
  try {
    if (work === 'unlock') await tokens.unlock(pins, run);
    else if (work === 'sign') await tokens.testKey({ ...pins, objectId }, run);
    else if (work === 'change PIN') await tokens.changePin({ ...pins, who: 'user', newPin }, run);
    else await tokens.generate({ ...pins, algorithm: 'rsa-2048', label: 'x' }, run);
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}
