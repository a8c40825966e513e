// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../shared/domain/certificates/for-browsers.ts';
import type { InventoryFinding, InventoryRow, Placement } from '../../../shared/schemas/store.ts';
import { openImport } from '../../state/imports-store.ts';
import { startInstall, startKeyTest, startRemoval, startTakeIn } from '../../state/stores/store-dialogs.ts';
import type { PlacedCertificate } from '../../state/dialogs/dialog-inputs.ts';

type ActionName = 'install' | 'installKey' | 'importKey' | 'remove' | 'takeIn' | 'test';

export interface NextAction {
  readonly name: ActionName;
  readonly run: () => void;
}

export function placedIn(row: InventoryRow, { storeId, storeName }: Placement): PlacedCertificate {
  return { sha256: row.sha256, displayName: row.displayName, storeId, storeName };
}

export function vaultWord({ keyInVault, inVault, watched }: InventoryRow) {
  if (keyInVault) return 'browsers.inVault';
  if (inVault) return 'browsers.inVaultPublic';
  return watched ? 'browsers.watched' : 'browsers.notInVault';
}

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
    if (!isForBrowsers(row)) return null;
    return { name: 'installKey', run: () => startInstall([{ sha256, displayName }], keyless?.storeId) };
  }
  if (finding === 'only-in-store') {
    const source = row.places.find(({ hasKey }) => hasKey !== false) ?? row.places[0];
    if (source === undefined) return null;
    const wanted = { placed: placedIn(row, source), hardware: source.hardware !== null };
    return { name: 'takeIn', run: () => startTakeIn(wanted) };
  }
  if (changeable.length === 0) return null;
  const candidates = changeable.map((placement) => placedIn(row, placement));
  return { name: 'remove', run: () => startRemoval(candidates) };
}

export function isWorthInstalling(row: InventoryRow): boolean {
  const { keyInVault, status, loss } = row;
  return (
    isForBrowsers(row) &&
    keyInVault &&
    loss === null &&
    (status === 'valid' || status === 'expiring' || status === 'not-yet-valid')
  );
}

export function calmAction(row: InventoryRow): NextAction | null {
  const { sha256, displayName } = row;
  if (row.places.length === 0 && isWorthInstalling(row)) {
    return { name: 'install', run: () => startInstall([{ sha256, displayName }]) };
  }
  const untested = row.places.find(
    ({ hasKey, hardware, proofs }) =>
      hasKey === true && hardware === null && !proofs.some(({ kind }) => kind !== 'present'),
  );
  if (untested === undefined) return null;
  return { name: 'test', run: () => startKeyTest(placedIn(row, untested)) };
}
