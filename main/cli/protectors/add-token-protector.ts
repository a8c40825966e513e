// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { tokenTexts } from '../tokens/token-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { tokenOfOption, tokenRun } from '../tokens/token-options.ts';
import { confirmLastTry, readPin } from '../tokens/token-pins.ts';

export interface AddedToken {
  readonly value: { readonly serial: string; readonly key: string; readonly keyMade: boolean };
  readonly lines: readonly string[];
}

/** Requires an unlocked vault. Uses the SO PIN only to make a key. */
export async function addTokenProtector(run: CommandRun): Promise<AddedToken> {
  const token = await tokenOfOption(run);
  (await run.services.vault.require()).protectorChanges.requireNewToken({ tokenId: token.id });
  const pin = token.loginRequired ? await readPin(run, token, 'pin') : undefined;
  const soPin = token.changesNeedSoPin ? ((await run.secrets.read('so-pin')) ?? undefined) : undefined;
  const mayBeLast = (pin !== undefined && token.lastTry) || (soPin !== undefined && token.soLastTry);
  const confirmedLastTry = await confirmLastTry(run, token, mayBeLast);
  const key = run.arguments.values['key'] ?? null;
  const done = await run.services.tokens.protectVault(
    { tokenId: token.id, key, pin, soPin, confirmedLastTry },
    tokenRun(run),
  );
  if (done.outcome === 'choose') {
    throw new AppError('ambiguous-id', { candidates: done.keys.map(({ label, objectId }) => label || objectId) });
  }
  const { keyLabel, made } = done;
  const texts = tokenTexts[run.language];
  const name = { key: visibleText(keyLabel) };
  return {
    value: { serial: token.serial, key: keyLabel, keyMade: made },
    lines: [fillMessage(made ? texts.vaultKeyMade : texts.vaultKeyUsed, name), texts.vaultKeyLimits],
  };
}
