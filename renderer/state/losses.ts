// SPDX-License-Identifier: Apache-2.0
import { identityIds } from '../../shared/domain/certificates/identity-pair.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import { ipc } from '../lib/ipc.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { refreshCertificates } from './certificates-store.ts';
import { openDialog } from './dialogs/dialogs-store.ts';
import { toast } from './toasts-store.ts';

/** `start` is a SHA-256, or null to ask which certificate. */
export function startLoss(start: string | null = null): void {
  void openDialog('loss', { start });
}

/** Throws the errors of `losses.withdraw`. */
export async function withdrawLoss(certificate: CertificateSummary): Promise<void> {
  const { displayName } = certificate;
  await ipc('losses.withdraw', { sha256s: identityIds(certificate) });
  await refreshCertificates();
  toast((say) => say('losses.withdrawn', { name: screenText(displayName) }));
}
