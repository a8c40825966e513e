// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { Timeline } from '../../../shared/schemas/certificates/timeline.ts';
import { ipc } from '../../lib/ipc.ts';
import { useStores } from '../../state/stores/stores-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';

/** Returns null before the first answer or after a failure. */
export function useTimeline(months: number): Timeline | null {
  const revision = useVault((state) => state.status?.revision);
  const stores = useStores((state) => state.revision);
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  useEffect(() => {
    let current = true;
    ipc('timeline.months', { months }).then(
      (answer) => current && setTimeline(answer),
      // The list already reports an unreadable vault.
      () => current && setTimeline(null),
    );
    return () => {
      current = false;
    };
  }, [revision, stores, months]);
  return timeline;
}
