// SPDX-License-Identifier: Apache-2.0
import type { InspectedCertificate } from '../../../shared/schemas/certificates/inspection.ts';
import { indexOf, refreshCertificates, selectCertificate, useCertificates } from '../../state/certificates-store.ts';
import { useRoute } from '../../state/route-store.ts';
import { enterRoom } from '../../ui/enter-room.ts';
import { mainOf } from './import-flow.ts';

const nextFrame = () => new Promise(requestAnimationFrame);

/** In the list, focuses the imported certificate instead of the Import button, unless the user moved the focus. */
export async function showImported(certificates: readonly InspectedCertificate[]): Promise<void> {
  const shown = mainOf(certificates);
  const isInList = useRoute.getState().room === 'certificates' && shown !== undefined;
  if (isInList) selectCertificate(shown.sha256);
  const refreshed = refreshCertificates();
  // The closed dialog restores the focus first.
  for (let frame = 0; frame < 3; frame += 1) await nextFrame();
  const restored = document.activeElement;
  await refreshed;
  const isListed = isInList && indexOf(useCertificates.getState().pages, shown.sha256) !== undefined;
  if (isListed && document.activeElement === restored && !restored?.closest('[role="dialog"]'))
    enterRoom('certificates');
}
