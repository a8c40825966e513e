// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { Store } from '../../../shared/schemas/store.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { loadStores, useStores } from './stores-store.ts';

export type Places = CallOutput<'stores.places'>;

/** Delay (ms) that avoids store reads while arrowing through the list. */
const restMs = 200;

export interface PlacesState {
  readonly places: Places | null;
  readonly error: AppError | null;
}

export function usePlaces(sha256: string | null): PlacesState {
  const [state, setState] = useState<PlacesState & { readonly of: string }>({ of: '', places: null, error: null });
  const revision = useStores(({ revision: count }) => count);
  useEffect(() => {
    if (sha256 === null) return undefined;
    let current = true;
    const ask = async () => {
      try {
        await loadStores();
        const places = await ipc('stores.places', { sha256 });
        if (current) setState({ of: sha256, places, error: null });
      } catch (thrown) {
        if (current) setState({ of: sha256, places: null, error: toAppError(thrown) });
      }
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [sha256, revision]);
  return state.of === sha256 ? state : { places: null, error: null };
}

export function useStoreWith(places: Places | null): Store | null {
  const stores = useStores((state) => state.stores) ?? [];
  const ids = places?.places.map(({ storeId }) => storeId) ?? [];
  return stores.find(({ id }) => ids.some((storeId) => storeId === id)) ?? null;
}
