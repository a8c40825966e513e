// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { CertificateSummary } from '../../shared/schemas/certificate.ts';
import { ipc } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { refreshCertificates } from './certificates-store.ts';
import { toast } from './toasts-store.ts';

/** The certificate that the dialog is about; null: its first step asks which. */
export interface LossTask {
  readonly sha256: string | null;
}

interface LossesState {
  readonly task: LossTask | null;
  /** Counts the tasks: a new one begins at the step that is open. */
  readonly number: number;
}

/** Whether the dialog 遗失补办 is open, wherever in the window it was asked for; where a loss stands is main's. */
export const useLosses = create<LossesState>()(() => ({ task: null, number: 0 }));

export function startLoss(sha256: string | null = null): void {
  useLosses.setState(({ number }) => ({ task: { sha256 }, number: number + 1 }));
}

export function endLoss(): void {
  useLosses.setState({ task: null });
}

/** 证书找到了: the report is taken back, and that is said. Errors: as `losses.withdraw`. */
export async function withdrawLoss({ sha256, displayName }: CertificateSummary): Promise<void> {
  await ipc('losses.withdraw', { sha256 });
  await refreshCertificates();
  toast((say) => say('losses.withdrawn', { name: screenText(displayName) }));
}
