// SPDX-License-Identifier: Apache-2.0
import { identityIds } from '../../shared/domain/certificates/identity-pair.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { LossKind } from '../../shared/schemas/certificates/loss.ts';
import { ipc } from '../lib/ipc.ts';
import type { LossWork } from '../lib/text/loss-steps.ts';
import { screenText } from '../lib/text/screen-text.ts';
import { refreshCertificates } from './certificates-store.ts';
import { openDialog } from './dialogs/dialogs-store.ts';
import { closeGuide, useGuide } from './enrolment/guide-store.ts';
import { toast } from './toasts-store.ts';

/** `start` is a SHA-256, or null to ask which certificate. A null `at` resumes at the first open step. */
export function startLoss(start: string | null = null, at: LossWork | null = null): void {
  void openDialog('loss', at === null ? { start } : { start, at });
}

/** Closes the renewal steps of a reported certificate, which needs a replacement. */
export async function reportLosses(sha256s: readonly string[], kind: LossKind): Promise<void> {
  await ipc('losses.report', { sha256s: [...sha256s], kind });
  const { guide } = useGuide.getState();
  if (guide?.kind === 'renew' && sha256s.includes(guide.sha256)) closeGuide();
}

export async function withdrawLoss(certificate: CertificateSummary): Promise<void> {
  const { displayName } = certificate;
  await ipc('losses.withdraw', { sha256s: identityIds(certificate) });
  await refreshCertificates();
  toast((say) => say('losses.withdrawn', { name: screenText(displayName) }));
}
