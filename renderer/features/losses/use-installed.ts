// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Placement } from '../../../shared/schemas/store.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { loadStores, useStores } from '../../state/stores/stores-store.ts';

export interface Installed {
  readonly places: readonly Placement[] | null;
  readonly error: AppError | null;
}

export function useInstalled(sha256: string): Installed {
  const [state, setState] = useState<Installed>({ places: null, error: null });
  const revision = useStores((stores) => stores.revision);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        await loadStores();
        const { places } = await ipc('stores.places', { sha256 });
        if (current) setState({ places, error: null });
      } catch (thrown) {
        if (current) setState({ places: null, error: toAppError(thrown) });
      }
    };
    void ask();
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return state;
}
