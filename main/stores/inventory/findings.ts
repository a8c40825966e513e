// SPDX-License-Identifier: Apache-2.0
import type { InventoryFinding, Placement } from '../../../shared/schemas/store.ts';

export interface FindingFacts {
  readonly places: readonly Pick<Placement, 'hasKey' | 'hardware' | 'storeKind'>[];
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly keyInVault: boolean;
  /** Over vault and stores together. */
  readonly superseded: boolean;
}

/** What a person should know of where a certificate lies; for authorities nobody asks. */
export function findingsOf({ places, notAfter, keyInVault, superseded }: FindingFacts, now: Date): InventoryFinding[] {
  const findings: InventoryFinding[] = [];
  if (places.length === 0) return findings;
  // A token offers nothing by itself: what is old there is in nobody's way.
  const isInstalled = places.some(({ storeKind }) => storeKind !== 'token');
  if (places.some(({ hasKey, hardware }) => hasKey === false && hardware === null)) findings.push('key-missing');
  if (isInstalled && Date.parse(notAfter) < now.getTime()) findings.push('expired-installed');
  if (isInstalled && superseded) findings.push('superseded-installed');
  // A key on hardware cannot go into any vault: nothing is missing there.
  if (!keyInVault && places.some(({ hasKey, hardware }) => hasKey === true && hardware === null)) {
    findings.push('only-in-store');
  }
  return findings;
}
