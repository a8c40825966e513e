// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { type ErrorCode, pinErrorCodes } from '../../../shared/domain/errors/error-codes.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { tokenRun } from './token-options.ts';

const pinRefusals: ReadonlySet<ErrorCode> = new Set(pinErrorCodes);

/** Adds the token and its last-try option to PIN errors, so that the user doesn't confirm for the wrong token. */
export async function namingToken<T>(
  run: CommandRun,
  token: Token,
  lastTry: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || !pinRefusals.has(error.code) || 'token' in error.details) throw error;
    throw new AppError(error.code, {
      ...error.details,
      token: visibleText(await nameAmong(run, token)),
      serial: visibleText(token.serial),
      ...(error.code === 'pin-last-try' && { option: `--${lastTry}` }),
    });
  }
}

export function nameOf({ label, serial }: Pick<Token, 'label' | 'serial'>): string {
  return label === '' ? serial : label;
}

export async function nameAmong(run: CommandRun, token: Token): Promise<string> {
  const name = nameOf(token);
  const { tokens } = await run.services.tokens.list({ refresh: false }, tokenRun(run));
  const isShared = tokens.some((each) => each.id !== token.id && nameOf(each) === name);
  return isShared ? `${name} (${token.serial})` : name;
}
