// SPDX-License-Identifier: Apache-2.0
import { needsReplacement } from '../../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type { RenewalFacts } from '../../../shared/schemas/enrolment/renewal.ts';
import { ipc } from '../../lib/ipc.ts';
import { selectCertificate } from '../certificates-store.ts';
import { startLoss } from '../losses.ts';
import { openWatched } from '../reminders/watched-store.ts';
import { goTo, type RoomName } from '../route-store.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';
import { storesChanged } from '../stores/stores-store.ts';
import { startRequest } from './enrolment-dialogs.ts';
import { openRenewGuide } from './guide-store.ts';

export function startRenewal(sha256: string): void {
  void openDialog('renewal', { sha256 }).then(storesChanged);
}

/**
 * `ask`: renew through the CA's server, or finish a renewal. `token`: renew there with a USB key and a code. `how`:
 * manual steps. `replace`: key lost, stolen or exposed. `none`: no known CA.
 */
export type WayOfRenewal = 'ask' | 'token' | 'how' | 'replace' | 'none';

function wayOfRenewal({ protocol, left }: RenewalFacts, detail: CertificateDetail): WayOfRenewal {
  if (left > 0) return 'ask';
  if (needsReplacement(detail)) return 'replace';
  if (protocol === null) return 'none';
  if (!isServerProtocol(protocol)) return 'how';
  return isKeyOnToken(detail) ? 'token' : 'ask';
}

/** Keys behind a Windows provider have no serial number. */
export function isKeyOnToken({ keyOnToken }: Pick<CertificateDetail, 'keyOnToken'>): boolean {
  return keyOnToken !== null && keyOnToken.serial !== '';
}

/** The wizard creates a new key on the USB key and asks for a code (decision 0019). */
export function startTokenRenewal(profileId: string | null, { sha256, subject }: CertificateDetail): void {
  startRequest(profileId, { sha256, subject, profileId, purpose: 'renew', onToken: true });
}

/** On failure, `way` is `none`. */
export async function findWayOfRenewal(sha256: string): Promise<{
  readonly way: WayOfRenewal;
  readonly detail: CertificateDetail | null;
  readonly profileId: string | null;
}> {
  const asked = [ipc('renewals.of', { sha256 }), ipc('certificates.detail', { sha256 })] as const;
  const [facts, detail] = await Promise.all(asked).catch(() => [null, null] as const);
  if (facts === null || detail === null) return { way: 'none', detail: null, profileId: null };
  return { way: wayOfRenewal(facts, detail), detail, profileId: facts.profileId };
}

export async function startWayOfRenewal(sha256: string): Promise<void> {
  const { way, detail, profileId } = await findWayOfRenewal(sha256);
  if (way === 'replace') startLoss(sha256);
  else if (way === 'ask') startRenewal(sha256);
  else if (way === 'token' && detail !== null) startTokenRenewal(profileId, detail);
  else if (detail !== null) await openRenewGuide(sha256);
}

/** `sha256` is null for several certificates, a watched entry or a backup reminder. */
export async function followReminder(room: RoomName, sha256: string | null): Promise<void> {
  goTo(room);
  if (sha256 === null) return openWatched();
  selectCertificate(sha256);
  const { way, detail, profileId } = await findWayOfRenewal(sha256);
  if (way === 'replace') startLoss(sha256);
  if (way === 'ask') startRenewal(sha256);
  if (way === 'token' && detail !== null) startTokenRenewal(profileId, detail);
  if (way === 'how' && detail !== null) await openRenewGuide(sha256);
}
