// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { RenewalFacts } from '../../../shared/schemas/enrolment/renewal.ts';
import { ipc } from '../../lib/ipc.ts';
import { useStores } from '../stores/stores-store.ts';
import { useVault } from '../vault/vault-store.ts';
import { findWayOfRenewal, type WayOfRenewal } from './renewal.ts';

/** Delay (ms) that avoids store reads while arrowing through the list. */
const restMs = 200;

const unknown: RenewalFacts = { profileId: null, protocol: null, from: '', pair: null, left: 0 };

export function useRenewal(sha256: string): RenewalFacts | null {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const stores = useStores((state) => state.revision);
  const [state, setState] = useState<{ readonly of: string; readonly facts: RenewalFacts | null }>({
    of: '',
    facts: null,
  });
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      ipc('renewals.of', { sha256 }).then(
        (facts) => current && setState({ of: sha256, facts }),
        () => current && setState({ of: sha256, facts: unknown }),
      );
    }, restMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [sha256, revision, stores]);
  return state.of === sha256 ? state.facts : null;
}

export function useWayOfRenewal(sha256: string | null): WayOfRenewal {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [found, setFound] = useState<{ readonly of: string; readonly way: WayOfRenewal } | null>(null);
  useEffect(() => {
    if (sha256 === null) return undefined;
    let current = true;
    void findWayOfRenewal(sha256).then(({ way }) => current && setFound({ of: sha256, way }));
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return found !== null && found.of === sha256 ? found.way : 'none';
}
