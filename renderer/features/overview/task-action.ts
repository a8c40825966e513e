// SPDX-License-Identifier: Apache-2.0
import type { Overview, OverviewTask } from '../../../shared/schemas/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { refreshBackups, startBackup, startVerification, useBackups } from '../../state/backups-store.ts';
import { selectCertificate } from '../../state/certificates-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { resumeGuide } from '../../state/enrolment/guide-store.ts';
import { startWayOfRenewal, type WayOfRenewal } from '../../state/enrolment/renewal.ts';
import { useWayOfRenewal } from '../../state/enrolment/use-renewal.ts';
import { startLoss } from '../../state/losses.ts';
import { refreshWatched } from '../../state/reminders/watched-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { showInList, showTask } from './show-in-list.ts';

export interface TaskAction {
  readonly name: string;
  readonly act: () => void;
  readonly isBusy?: boolean;
}

/** Only renewal by protocol takes one click, so other labels must not promise one-click renewal. */
export const renewalName = {
  ask: 'renewal.renew',
  token: 'renewal.renew',
  how: 'detail.renewHow',
  none: 'detail.renewHow',
  replace: 'losses.replace.start',
} as const satisfies Record<WayOfRenewal, string>;

export function useTaskAction(task: OverviewTask, watched: Overview['watched']): TaskAction {
  const { t } = useText();
  const isDue = task.kind === 'expired' || task.kind === 'expiring';
  const only = isDue && task.count === 1 ? (task.items[0] ?? null) : null;
  const way = useWayOfRenewal(only?.sha256 ?? null);
  const codeMissing = useVault(({ status }) => status?.recoverySaved === false);
  switch (task.kind) {
    case 'recovery-code':
      return { name: t('overview.task.codeAction'), act: () => void openDialog('vault.recovery') };
    case 'loss':
      return { name: t('overview.task.lossAction'), act: () => startLoss(task.items[0]?.sha256 ?? null) };
    case 'arrived': {
      const { webEnrolmentId } = task;
      return { name: t('overview.task.arrivedAction'), act: () => void resumeGuide(webEnrolmentId) };
    }
    case 'expired':
    case 'expiring': {
      if (only === null) {
        return { name: t('overview.task.show'), act: () => showTask(task.kind, task.only) };
      }
      const { sha256 } = only;
      if (sha256 !== null) return { name: t(renewalName[way]), act: () => void startWayOfRenewal(sha256) };
      const entry = watched.find(({ id }) => id === only.about) ?? null;
      return {
        name: t('overview.task.changeDate'),
        act: () => void openDialog('watch', { entry }).then(refreshWatched),
      };
    }
    case 'backup-code':
    case 'backup-here':
    case 'backup': {
      // Another task asks for the code.
      const isWithoutCode = codeMissing && task.kind === 'backup' && task.none > 0;
      return {
        name: t(isWithoutCode ? 'overview.task.backupFirst' : 'overview.task.backupNow'),
        act: () => startBackup(),
      };
    }
    case 'key-missing':
    case 'revoked': {
      const [first] = task.items;
      const act = () => {
        if (task.count === 1 && first !== undefined) selectCertificate(first.sha256);
        if (task.kind === 'revoked') showTask(task.kind, task.only);
        else showInList({ status: task.kind });
      };
      return { name: t('overview.task.show'), act };
    }
    case 'request':
      return { name: t('overview.task.requestAction'), act: () => goTo('enrolment') };
    case 'verify-backup':
      return { name: t('overview.task.verifyAction'), act: () => void verify(task.backupId) };
  }
}

async function verify(backupId: string): Promise<void> {
  await refreshBackups();
  const backup = useBackups.getState().overview?.backups.find(({ id }) => id === backupId);
  if (backup === undefined) goTo('backup');
  else startVerification(backup);
}
