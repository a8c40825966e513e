// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { needsReplacement } from '../../../shared/domain/needs-replacement.ts';
import { isServerProtocol } from '../../../shared/domain/server-protocol.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificate.ts';
import type { RenewalFacts } from '../../../shared/schemas/renewal.ts';
import { ipc } from '../../lib/ipc.ts';
import { selectCertificate } from '../certificates-store.ts';
import { startLoss } from '../losses-store.ts';
import { goTo, type RoomName } from '../route-store.ts';
import { startVisitTask } from './visits-store.ts';

interface RenewalState {
  /** SHA-256 of the certificate that the dialog is about; null: it is closed. */
  readonly sha256: string | null;
  /** Counts the openings: a new one begins with empty fields. */
  readonly number: number;
}

/** The one dialog of renewing; opened from the detail, a reminder, and after an import. */
export const useRenewalTask = create<RenewalState>()(() => ({ sha256: null, number: 0 }));

export function startRenewal(sha256: string): void {
  useRenewalTask.setState(({ number }) => ({ sha256, number: number + 1 }));
}

export function endRenewal(): void {
  useRenewalTask.setState({ sha256: null });
}

/**
 * `ask`: an authority is asked, or a new one put where the old one is; `how`: its steps; `replace`: 遗失补办 for what was
 * reported; `none`: no authority is known.
 */
export type WayOfRenewal = 'ask' | 'how' | 'replace' | 'none';

function wayOfRenewal({ protocol, left }: RenewalFacts, detail: CertificateDetail): WayOfRenewal {
  if (left > 0) return 'ask';
  if (needsReplacement(detail)) return 'replace';
  if (protocol === null) return 'none';
  return isServerProtocol(protocol) ? 'ask' : 'how';
}

/** What cannot be told is `none`: the certificate comes on screen then, no more. */
export async function findWayOfRenewal(
  sha256: string,
): Promise<{ readonly way: WayOfRenewal; readonly detail: CertificateDetail | null }> {
  const asked = [ipc('renewals.of', { sha256 }), ipc('certificates.detail', { sha256 })] as const;
  const [facts, detail] = await Promise.all(asked).catch(() => [null, null] as const);
  if (facts === null || detail === null) return { way: 'none', detail: null };
  return { way: wayOfRenewal(facts, detail), detail };
}

/** Where there is no protocol: the steps of the authority (E01). */
export function startHowToRenew(detail: CertificateDetail): void {
  const { sha256, displayName, issuerName, notAfter } = detail;
  const isOver = Date.parse(notAfter) < Date.now();
  startVisitTask({ kind: 'renew', sha256, displayName, issuerName, isOver });
}

/**
 * The action of a reminder (R02), on the desktop or in the window: the certificate comes on screen, and with it its renewal
 * where there is one. `sha256` null: several, or an entry that is only watched.
 */
export async function followReminder(room: RoomName, sha256: string | null): Promise<void> {
  goTo(room);
  if (sha256 === null) return;
  selectCertificate(sha256);
  const { way, detail } = await findWayOfRenewal(sha256);
  if (way === 'replace') startLoss(sha256);
  if (way === 'ask') startRenewal(sha256);
  if (way === 'how' && detail !== null) startHowToRenew(detail);
}
