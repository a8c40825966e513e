// SPDX-License-Identifier: Apache-2.0
import { allIds, rowAt, useCertificates } from '../../../state/certificates-store.ts';
import { idsOfRow } from '../../../state/certificate-actions.ts';
import { startSelecting, useSelection } from '../../../state/selection-store.ts';

export async function selectRange(from: number, to: number): Promise<void> {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const { pages } = useCertificates.getState();
  const here: string[] = [];
  for (let index = first; index <= last; index += 1) {
    const row = rowAt(pages, index);
    if (row === undefined) return startSelecting((await allIds()).slice(first, last + 1).flat());
    if (row.inVault) here.push(...idsOfRow(row));
  }
  startSelecting(here);
}

export async function selectAll(): Promise<void> {
  const shown = (await allIds()).flat();
  startSelecting([...useSelection.getState().ids, ...shown], true);
}
