// SPDX-License-Identifier: Apache-2.0
import type { RenewalRow, RenewalWay } from '../../../../shared/schemas/enrolment/renewal.ts';
import { ipc } from '../../../lib/ipc.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { startRequest } from '../../../state/enrolment/enrolment-dialogs.ts';
import { openRenewGuide } from '../../../state/enrolment/guide-store.ts';
import { startRenewal, startTokenRenewal } from '../../../state/enrolment/renewal.ts';
import { refreshRenewals } from '../../../state/enrolment/renewals-store.ts';
import { startLoss } from '../../../state/losses.ts';

export async function runWay(row: RenewalRow, way: RenewalWay): Promise<void> {
  if (row.kind === 'entry') {
    await openDialog('watch', { entry: row.entry });
    await refreshRenewals();
    return;
  }
  const { certificate, authority } = row;
  const { sha256 } = certificate;
  if (way === 'server') startRenewal(sha256);
  if (way === 'token' && authority !== null) {
    startTokenRenewal(authority.profileId, await ipc('certificates.detail', { sha256 }));
  }
  if (way === 'page') await openRenewGuide(sha256);
  if (way === 'lost') startLoss(sha256);
  if (way === 'unset') await openDialog('enrolment.choose-way', { certificate }).then(() => refreshRenewals());
  if (way === 'file' && authority !== null) {
    // The unmasked subject prefills the request.
    const { subject } = await ipc('certificates.detail', { sha256 });
    startRequest(authority.profileId, { sha256, subject, profileId: authority.profileId, purpose: 'renew' });
  }
}
