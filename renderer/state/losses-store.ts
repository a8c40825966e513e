// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { ipc } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { refreshCertificates } from './certificates-store.ts';
import { toast } from './toasts-store.ts';

/** `sha256` null: the first step asks. */
export interface LossTask {
  readonly sha256: string | null;
}

interface LossesState {
  readonly task: LossTask | null;
  /** Task counter, restarts the dialog. */
  readonly number: number;
}

/** Main holds the progress of a loss. */
export const useLosses = create<LossesState>()(() => ({ task: null, number: 0 }));

export function startLoss(sha256: string | null = null): void {
  useLosses.setState(({ number }) => ({ task: { sha256 }, number: number + 1 }));
}

export function endLoss(): void {
  useLosses.setState({ task: null });
}

/** Errors: as `losses.withdraw`. */
export async function withdrawLoss({ sha256, displayName }: CertificateSummary): Promise<void> {
  await ipc('losses.withdraw', { sha256 });
  await refreshCertificates();
  toast((say) => say('losses.withdrawn', { name: screenText(displayName) }));
}
