// SPDX-License-Identifier: Apache-2.0
import type { InspectedCertificate } from '../../../shared/schemas/certificates/inspection.ts';
import { indexOf, refreshCertificates, selectCertificate, useCertificates } from '../../state/certificates-store.ts';
import { useRoute } from '../../state/route-store.ts';
import { enterRoom } from '../../ui/enter-room.ts';
import { mainOf } from './import-flow.ts';

const nextFrame = () => new Promise(requestAnimationFrame);

/** Selects the imported certificate if listed, and focuses it unless the user moved the focus. */
export async function showImported(certificates: readonly InspectedCertificate[]): Promise<void> {
  const shown = mainOf(certificates);
  if (useRoute.getState().room !== 'certificates' || shown === undefined) return refreshCertificates();
  const refreshed = refreshCertificates();
  // The closed dialog restores the focus first.
  for (let frame = 0; frame < 3; frame += 1) await nextFrame();
  const restored = document.activeElement;
  await refreshed;
  if (indexOf(useCertificates.getState().pages, shown.sha256) === undefined) return;
  selectCertificate(shown.sha256);
  if (document.activeElement === restored && !restored?.closest('[role="dialog"]')) enterRoom('certificates');
}
