// SPDX-License-Identifier: Apache-2.0
import type { InventoryFinding, InventoryRow, Placement } from '../../../shared/schemas/store.ts';
import { openImport } from '../../state/imports-store.ts';
import { type PlacedCertificate, startStoreTask } from '../../state/stores/store-tasks-store.ts';

type ActionName = 'install' | 'installKey' | 'importKey' | 'remove' | 'takeIn' | 'test';

export interface NextAction {
  readonly name: ActionName;
  readonly run: () => void;
}

export function placedIn(row: InventoryRow, { storeId, storeName }: Placement): PlacedCertificate {
  return { sha256: row.sha256, displayName: row.displayName, storeId, storeName };
}

/** Most urgent first. */
const urgency: readonly InventoryFinding[] = [
  'key-missing',
  'only-in-store',
  'expired-installed',
  'superseded-installed',
];

export function firstFinding({ findings }: InventoryRow): InventoryFinding | null {
  return urgency.find((finding) => findings.includes(finding)) ?? null;
}

export function findingAction(row: InventoryRow, finding: InventoryFinding): NextAction | null {
  const { sha256, displayName, keyInVault } = row;
  const changeable = row.places.filter(({ hardware }) => hardware === null);
  if (finding === 'key-missing') {
    const keyless = changeable.find(({ hasKey }) => hasKey === false);
    if (!keyInVault) return { name: 'importKey', run: () => openImport() };
    const storeId = keyless === undefined ? {} : { storeId: keyless.storeId };
    const task = { kind: 'install', certificates: [{ sha256, displayName }], ...storeId } as const;
    return { name: 'installKey', run: () => startStoreTask(task) };
  }
  if (finding === 'only-in-store') {
    const source = row.places.find(({ hasKey }) => hasKey !== false) ?? row.places[0];
    if (source === undefined) return null;
    const task = { kind: 'take-in', placed: placedIn(row, source), hardware: source.hardware !== null } as const;
    return { name: 'takeIn', run: () => startStoreTask(task) };
  }
  if (changeable.length === 0) return null;
  const candidates = changeable.map((placement) => placedIn(row, placement));
  return { name: 'remove', run: () => startStoreTask({ kind: 'remove', candidates }) };
}

/** For a row without findings. */
export function calmAction(row: InventoryRow): NextAction | null {
  const { sha256, displayName } = row;
  if (row.places.length === 0 && row.keyInVault) {
    const task = { kind: 'install', certificates: [{ sha256, displayName }] } as const;
    return { name: 'install', run: () => startStoreTask(task) };
  }
  const untested = row.places.find(
    ({ hasKey, hardware, proofs }) =>
      hasKey === true && hardware === null && !proofs.some(({ kind }) => kind !== 'present'),
  );
  if (untested === undefined) return null;
  return { name: 'test', run: () => startStoreTask({ kind: 'test', placed: placedIn(row, untested) }) };
}
