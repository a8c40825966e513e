// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { findWayOfRenewal, type WayOfRenewal } from './renewal.ts';
import { useVault } from '../vault/vault-store.ts';

/** `none` until loaded. */
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
