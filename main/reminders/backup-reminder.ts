// SPDX-License-Identifier: Apache-2.0
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { dayMs } from '../../shared/domain/certificates/certificate-status.ts';
import type { DueReminder } from '../../shared/domain/certificates/reminder-plan.ts';
import type { Vault } from '../vault/vault.ts';

export interface BackupReminder extends DueReminder {
  readonly daysSinceLook: number;
}

/** B10. Reported once per check; null: not due. Works locked. */
export function backupReminder(vault: Vault, now: Date): BackupReminder | null {
  const due = backupToCheck(vault.backups.list(), now.getTime());
  if (due === null) return null;
  const { told } = vault.reminders.state(due.id);
  if (told?.notAfter === due.lookedAt) return null;
  const daysSinceLook = Math.floor((now.getTime() - Date.parse(due.lookedAt)) / dayMs);
  return { about: due.id, notAfter: due.lookedAt, days: 0, daysSinceLook };
}
