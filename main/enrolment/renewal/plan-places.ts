// SPDX-License-Identifier: Apache-2.0
import type { PlannedPlace, RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import type { StoresService } from '../../stores/stores-service.ts';

/**
 * Derives the plan from the stores' content, so an interrupted replacement can continue. Errors: `not-found`, those of
 * `planInstall` and `planRemove`.
 */
export async function planPlaces(stores: StoresService, { old, successor }: RenewedPair): Promise<PlannedPlace[]> {
  const before = usable((await stores.places({ sha256: old })).places);
  const after = usable((await stores.places({ sha256: successor })).places);
  const present = new Set(after.map(({ storeId }) => storeId));
  const left = before.filter(({ hardware }) => hardware === null);
  const [toInstall, toRetire] = [
    left.filter(({ storeId }) => !present.has(storeId)),
    left.filter(({ storeId }) => present.has(storeId)),
  ];
  const installs = await planOf(toInstall, async (storeIds) =>
    stores.planInstall({ certificates: [successor], storeIds }),
  );
  const removals = await planOf(toRetire, async (storeIds) =>
    stores.planRemove({ items: storeIds.map((storeId) => ({ sha256: old, storeId })) }),
  );
  const gone = after.filter(({ storeId }) => !before.some((each) => each.storeId === storeId));
  return [
    ...toInstall.map((each) => installs(each, 'replace')),
    ...toRetire.map((each) => removals(each, 'retire')),
    ...before.filter(({ hardware }) => hardware !== null).map((each) => planned(each, 'token')),
    ...gone.map((each) => planned(each, 'done')),
  ];
}

function usable(places: readonly Placement[]): Placement[] {
  return places.filter(({ hasKey, hardware }) => hasKey !== false || hardware !== null);
}

interface StorePlan {
  readonly items: readonly { readonly storeId: string; readonly code: PlannedPlace['code'] }[];
  readonly needPassword: readonly string[];
  readonly running: readonly string[];
}

async function planOf(
  places: readonly Placement[],
  ask: (storeIds: string[]) => Promise<StorePlan>,
): Promise<(place: Placement, todo: 'replace' | 'retire') => PlannedPlace> {
  const storeIds = places.map(({ storeId }) => storeId);
  const plan = storeIds.length === 0 ? { items: [], needPassword: [], running: [] } : await ask(storeIds);
  return (place, todo) => {
    const code = plan.items.find(({ storeId }) => storeId === place.storeId)?.code ?? null;
    const facts = {
      needsPassword: plan.needPassword.includes(place.storeId),
      running: plan.running.includes(place.storeId),
    };
    // Ignore a locked vault: the user unlocks it before replacing.
    if (code === null || code === 'vault-locked') return { ...planned(place, todo), ...facts };
    return { ...planned(place, 'refused'), ...facts, code };
  };
}

function planned({ storeId, storeName, storeKind, running }: Placement, todo: PlannedPlace['todo']): PlannedPlace {
  return { storeId, storeName, storeKind, todo, code: null, needsPassword: false, running };
}
