import { create } from 'zustand';
import { needsReplacement } from '../../shared/domain/needs-replacement.ts';
import { isServerProtocol } from '../../shared/domain/server-protocol.ts';
import type { CertificateDetail } from '../../shared/schemas/certificate.ts';
import type { RenewalFacts } from '../../shared/schemas/renewal.ts';
import { ipc } from '../lib/ipc.ts';
import { startLoss } from './losses-store.ts';
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

/** An authority that can be gone to, or a new one that is to be put where the old one is. */
function canRenew({ protocol, left }: RenewalFacts): boolean {
  return left > 0 || protocol !== null;
}

/** Where there is no protocol: the steps of the authority (E01). */
export function startHowToRenew(detail: CertificateDetail): void {
  const { sha256, displayName, issuerName, notAfter } = detail;
  const isOver = Date.parse(notAfter) < Date.now();
  startVisitTask({ kind: 'renew', sha256, displayName, issuerName, isOver });
}

/**
 * From a reminder (R02): the renewal where there is one, 遗失补办 for what was reported; what cannot be told stays with the
 * certificate on screen.
 */
export async function openRenewalOf(sha256: string): Promise<void> {
  const facts = await ipc('renewals.of', { sha256 }).catch(() => null);
  const detail = await ipc('certificates.detail', { sha256 }).catch(() => null);
  if (facts === null || detail === null) return;
  if (facts.left === 0 && needsReplacement(detail)) {
    startLoss(sha256);
    return;
  }
  if (!canRenew(facts)) return;
  if (facts.left > 0 || isServerProtocol(facts.protocol)) startRenewal(sha256);
  else startHowToRenew(detail);
}
