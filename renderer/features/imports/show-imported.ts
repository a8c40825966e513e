// SPDX-License-Identifier: Apache-2.0
import type { InspectedCertificate } from '../../../shared/schemas/certificates/inspection.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import {
  allIds,
  indexOf,
  refreshCertificates,
  rowOf,
  selectCertificate,
  showRows,
  useCertificates,
} from '../../state/certificates-store.ts';
import { useRoute } from '../../state/route-store.ts';
import { enterRoom } from '../../ui/enter-room.ts';
import { mainOf } from './import-flow.ts';

const nextFrame = () => new Promise(requestAnimationFrame);

/** Selects the imported certificate if listed, and focuses its row unless the user moved the focus. */
export async function showImported(certificates: readonly InspectedCertificate[]): Promise<void> {
  const shown = mainOf(certificates);
  if (useRoute.getState().room !== 'certificates' || shown === undefined) return refreshCertificates();
  const refreshed = refreshCertificates();
  // The closed dialog restores the focus first.
  for (let frame = 0; frame < 3; frame += 1) await nextFrame();
  const restored = document.activeElement;
  await refreshed;
  const row = await loadRow(shown.sha256).catch(() => undefined);
  if (row === undefined) return;
  selectCertificate(row.sha256);
  if (!isLoaded(row) || document.activeElement !== restored) return;
  if (!restored?.closest('[role="dialog"]')) enterRoom('certificates');
}

/** Undefined if not listed. A collapsed row isn't loaded. */
async function loadRow(sha256: string): Promise<ListRow | undefined> {
  const row = await rowOf(sha256, useCertificates.getState().query);
  if (row === undefined || isLoaded(row)) return row;
  const at = (await allIds()).findIndex((ids) => ids.includes(row.sha256));
  if (at < 0) return row;
  // Focusing the row will scroll there.
  showRows(at, at);
  await refreshCertificates();
  return row;
}

function isLoaded(row: ListRow): boolean {
  return indexOf(useCertificates.getState().pages, row.sha256) !== undefined;
}
