// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';

/** Asked twice on a terminal. Errors: `usage`, `invalid-input`. */
export async function readNewPassphrase({ secrets, language }: CommandRun): Promise<string> {
  const given = await secrets.read('new-passphrase');
  if (given !== null) return given;
  const text = words(language);
  const typed = await secrets.prompt('new-passphrase', text.newPassphrase);
  if (typed === null) throw new AppError('usage', { option: '--new-passphrase-file' });
  if ((await secrets.prompt('new-passphrase', text.newPassphraseAgain)) !== typed) {
    throw new AppError('invalid-input', { field: 'new-passphrase' });
  }
  return typed;
}
