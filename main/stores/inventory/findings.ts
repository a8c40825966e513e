// SPDX-License-Identifier: Apache-2.0
import type { InventoryFinding, Placement } from '../../../shared/schemas/store.ts';

export interface FindingFacts {
  readonly places: readonly Pick<Placement, 'hasKey' | 'hardware' | 'storeKind'>[];
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly keyInVault: boolean;
  /** Across vault and stores. */
  readonly superseded: boolean;
}

export function findingsOf({ places, notAfter, keyInVault, superseded }: FindingFacts, now: Date): InventoryFinding[] {
  const findings: InventoryFinding[] = [];
  if (places.length === 0) return findings;
  // Tokens offer nothing unasked.
  const isInstalled = places.some(({ storeKind }) => storeKind !== 'token');
  if (places.some(({ hasKey, hardware }) => hasKey === false && hardware === null)) findings.push('key-missing');
  if (isInstalled && Date.parse(notAfter) < now.getTime()) findings.push('expired-installed');
  if (isInstalled && superseded) findings.push('superseded-installed');
  // Hardware keys cannot be copied.
  if (!keyInVault && places.some(({ hasKey, hardware }) => hasKey === true && hardware === null)) {
    findings.push('only-in-store');
  }
  return findings;
}
