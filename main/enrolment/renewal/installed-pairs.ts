// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import type { StoresService } from '../../stores/stores-service.ts';
import type { Vault } from '../../vault/vault.ts';

export interface InstalledPair {
  readonly pair: RenewedPair;
  /** Number of stores that hold the old key outside hardware. */
  readonly left: number;
}

/**
 * Finds superseded certificates that are still installed with a key and whose successor's key is in the vault. A
 * successor matches by names or a recorded renewal. `sha256` identifies either certificate.
 */
export async function installedPairs(vault: Vault, stores: StoresService, sha256: string): Promise<InstalledPair[]> {
  const isAsked = ({ old, successor }: RenewedPair): boolean => old === sha256 || successor === sha256;
  const found = (await stores.superseded()).map(({ sha256: old, successor, places }) => ({
    pair: { old, successor },
    left: changeable(places),
  }));
  for (const [old, successor] of vault.renewals()) {
    if (!isAsked({ old, successor }) || found.some(({ pair }) => pair.old === old)) continue;
    if (vault.getRow(successor)?.hasPrivateKey !== true) continue;
    const places = (await placesOf(stores, old)).filter(({ hasKey }) => hasKey !== false);
    if (places.length > 0) found.push({ pair: { old, successor }, left: changeable(places) });
  }
  return found.filter(({ pair }) => isAsked(pair));
}

function changeable(places: readonly Placement[]): number {
  return places.filter(({ hardware }) => hardware === null).length;
}

async function placesOf(stores: StoresService, sha256: string): Promise<readonly Placement[]> {
  try {
    return (await stores.places({ sha256 })).places;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return [];
    throw error;
  }
}
