// SPDX-License-Identifier: Apache-2.0
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { ipc } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { refreshCertificates } from './certificates-store.ts';
import { openDialog } from './dialogs/dialogs-store.ts';
import { toast } from './toasts-store.ts';

/** `start` is a SHA-256, or null to ask first. Main holds the progress. */
export function startLoss(start: string | null = null): void {
  void openDialog('loss', { start });
}

/** Throws the errors of `losses.withdraw`. */
export async function withdrawLoss({ sha256, displayName }: CertificateSummary): Promise<void> {
  await ipc('losses.withdraw', { sha256 });
  await refreshCertificates();
  toast((say) => say('losses.withdrawn', { name: screenText(displayName) }));
}
