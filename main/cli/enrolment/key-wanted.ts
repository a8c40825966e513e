// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { serverTexts } from './server-texts.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { CommandRun } from '../command.ts';
import { flag, inSection } from '../runtime/options.ts';

/** `--yes` doesn't imply this consent. */
const acceptAuthorityKeyFlag = 'accept-authority-key';
export const authorityKeyOptions = inSection('key', {
  [acceptAuthorityKeyFlag]: flag({
    'zh-CN': '同意由机构生成私钥（机构留有副本）',
    en: 'Agree that the CA makes the key and keeps a copy',
  }),
});

/** Returns `vault`, `authority` or `token:SERIAL`. Errors: `usage`, `authority-key-place`, `authority-key-consent`. */
export function keyWanted(run: CommandRun, held: HeldProfile): string {
  const { profile } = held;
  const { values, flags } = run.arguments;
  const byProfile = profile.keyMadeBy === 'authority';
  const key = values['key'] ?? (byProfile ? 'authority' : 'vault');
  const isOnToken = /^token:./.test(key);
  if (key !== 'vault' && key !== 'authority' && !isOnToken) throw new AppError('usage', { option: '--key' });
  const accepted = flags.has(acceptAuthorityKeyFlag);
  if (isOnToken && (byProfile || accepted)) throw new AppError('authority-key-place', { place: 'USB' });
  if (key === 'authority') requireAuthorityKey(run, held);
  return key;
}

/** Call before anything is made or sent. Errors: `authority-key-place`, `authority-key-consent`. */
export function requireAuthorityKey(run: CommandRun, { profile: { protocol } }: HeldProfile): void {
  if (protocol !== 'est') throw new AppError('authority-key-place', { place: protocol.toUpperCase() });
  if (!run.arguments.flags.has(acceptAuthorityKeyFlag)) throw new AppError('authority-key-consent');
  warnOfAuthorityKey(run);
}

export function warnOfAuthorityKey({ output, language }: CommandRun): void {
  output.progress({ event: 'authority-key' }, serverTexts[language].authorityKey);
}
