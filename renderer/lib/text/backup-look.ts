// SPDX-License-Identifier: Apache-2.0
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from './countdown.ts';

/** `problem` is the error code of the last check, or null if it passed. */
export function backupLook({ t }: Text, problem: string | null): { readonly tone: Tone; readonly word: string } {
  if (problem === null) return { tone: 'ok', word: t('backup.row.sound') };
  if (problem === 'backup-gone') return { tone: 'warn', word: t('backup.row.gone') };
  const damaged = problem === 'backup-damaged' || problem === 'not-a-backup';
  return { tone: 'bad', word: t(damaged ? 'backup.row.damaged' : 'backup.row.troubled') };
}
