import type { Backup } from '../../../shared/schemas/backup.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from '../../lib/countdown.ts';
import { screenText } from '../../lib/screen-text.ts';

/** A backup of which nobody knows for so long whether it still opens is to be looked at (B10). */
export const checkAfterDays = 90;

const dayMs = 24 * 60 * 60 * 1000;

/** The newest sound backup, when its last look is too long ago; null when none is due. `now`: ms since 1970. */
export function backupToCheck(backups: readonly Backup[], now: number): Backup | null {
  const newest = backups.find(({ problem }) => problem === null);
  if (newest === undefined) return null;
  return now - Date.parse(newest.lookedAt) > checkAfterDays * dayMs ? newest : null;
}

/** What the last look found, in a word with its colour. */
export function lookOf({ t }: Text, { problem }: Backup): { readonly tone: Tone; readonly word: string } {
  if (problem === null) return { tone: 'ok', word: t('backup.row.sound') };
  if (problem === 'backup-gone') return { tone: 'warn', word: t('backup.row.gone') };
  const damaged = problem === 'backup-damaged' || problem === 'not-a-backup';
  return { tone: 'bad', word: t(damaged ? 'backup.row.damaged' : 'backup.row.troubled') };
}

export function placeOf({ t }: Text, { kind, place }: Backup): string {
  return kind === 'token'
    ? t('backup.row.token', { place: screenText(place.replace(/^token:/, '')) })
    : t('backup.row.place', { place: screenText(place) });
}

export function opensBy({ t }: Text, { byPassphrase, byRecovery }: Backup): string {
  if (!byPassphrase) return t('backup.row.opensRecovery');
  return t(byRecovery ? 'backup.row.opensBoth' : 'backup.row.opensPassphrase');
}
