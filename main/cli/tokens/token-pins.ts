// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from './token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import type { CommandRun } from '../command.ts';
import { nameAmong, namingToken } from './pin-refusals.ts';
import { lastTryFlag } from './token-options.ts';

type PinName = 'pin' | 'so-pin' | 'puk';

interface PinOptions {
  readonly pin: 'pin' | 'vault-pin';
  readonly lastTry: string;
}
const ownPin: PinOptions = { pin: 'pin', lastTry: lastTryFlag };

/** Returns null if the PIN is typed at the reader. */
export async function readPin(run: CommandRun, token: Token, name: PinName | 'vault-pin'): Promise<string | null> {
  const given = await run.secrets.read(name);
  if (given !== null || token.pinpad) return given;
  const question = tokenTexts[run.language].ask[name];
  const typed = await run.secrets.prompt(
    name,
    fillMessage(question, { name: visibleText(await nameAmong(run, token)) }),
  );
  if (typed === null) throw new AppError('pin-needed', { option: `--${name}-file` });
  return typed;
}

interface NewPin {
  readonly option: 'new-pin' | 'so-pin';
  readonly of: 'pin' | 'so-pin';
}

/** Returns null if the PIN is typed at the reader. */
export async function readNewPin(
  run: CommandRun,
  token: Pick<Token, 'pinpad'>,
  { option, of }: NewPin = { option: 'new-pin', of: 'pin' },
): Promise<string | null> {
  const given = await run.secrets.read(option);
  if (given !== null || token.pinpad) return given;
  const question = tokenTexts[run.language].askNew[of];
  const typed = await run.secrets.prompt(option, question.first, { anotherFollows: true });
  if (typed === null) throw new AppError('usage', { option: `--${option}-file` });
  if ((await run.secrets.prompt(option, question.repeat)) !== typed) {
    throw new AppError('invalid-input', { field: option });
  }
  return typed;
}

/** With `changes`, also reads the SO PIN if writing needs it. `by` names this token's options. */
export async function readPins(
  run: CommandRun,
  token: Token,
  { changes, by = ownPin }: { changes: boolean; by?: PinOptions },
): Promise<TypedPins> {
  const withSoPin = changes && token.changesNeedSoPin;
  return await namingToken(run, token, by.lastTry, async () => {
    const pin = token.loginRequired
      ? await readPin(run, token, by.pin)
      : ((await run.secrets.read(by.pin)) ?? undefined);
    const soPin = withSoPin ? await readPin(run, token, 'so-pin') : undefined;
    const asked = (pin !== undefined && token.lastTry) || (withSoPin && token.soLastTry);
    return { pin, soPin, confirmedLastTry: await confirmLastTry(run, token, asked, by.lastTry) };
  });
}

/** `--yes` doesn't confirm a last try. Errors: `pin-last-try` (nothing sent). */
export async function confirmLastTry(
  run: CommandRun,
  token: Token,
  mayBeLast: boolean,
  flag = lastTryFlag,
): Promise<boolean> {
  if (run.arguments.flags.has(flag)) return true;
  if (!mayBeLast) return false;
  const refusal = new AppError('pin-last-try', { option: `--${flag}` });
  await typeToConfirm(run, tokenTexts[run.language].lastTryQuestion, await nameAmong(run, token), refusal);
  return true;
}

/** Throws `refusal` on a mismatch or without a terminal. */
export async function typeToConfirm(
  run: CommandRun,
  question: string,
  name: string,
  refusal = new AppError('not-confirmed'),
): Promise<void> {
  const typed = await run.ask?.(fillMessage(question, { name: visibleText(name) }));
  if (typed === undefined || typed.trim() !== name) throw refusal;
}
