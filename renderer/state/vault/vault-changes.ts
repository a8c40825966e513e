// SPDX-License-Identifier: Apache-2.0
import { backupsChanged } from '../backups-store.ts';
import { refreshCertificates } from '../certificates-store.ts';
import { enrolmentChanged } from '../enrolment/enrolment-store.ts';
import { renewalsChanged } from '../enrolment/renewals-store.ts';
import { refreshOverview } from '../overview-store.ts';
import { refreshWatched } from '../reminders/watched-store.ts';
import { inventoryChanged } from '../stores/stores-store.ts';
import { refreshVault } from './vault-store.ts';

const spacingMs = 3_000;
let running = 0;
let isDue = false;

/** During many changes, throttles everything except the status, because a refresh reads the whole vault. */
export function vaultChanged(): void {
  void refreshVault();
  if (running === 0) refreshRest();
  else isDue = true;
}

export function expectManyChanges(): { readonly end: () => void } {
  running += 1;
  const timer = setInterval(refreshIfDue, spacingMs);
  return {
    end: () => {
      running -= 1;
      clearInterval(timer);
      refreshIfDue();
    },
  };
}

function refreshIfDue(): void {
  if (isDue) refreshRest();
}

function refreshRest(): void {
  isDue = false;
  void refreshCertificates();
  void refreshOverview();
  inventoryChanged();
  void refreshWatched();
  backupsChanged();
  enrolmentChanged();
  renewalsChanged();
}
