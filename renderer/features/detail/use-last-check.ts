// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { RevocationCheck } from '../../../shared/schemas/trust/revocation.ts';
import { ipc } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

const certificateHold = '6';

export function isHeld(check: RevocationCheck | null | undefined): boolean {
  return check?.status === 'revoked' && check.reason === certificateHold;
}

/** Undefined while loading or without `sha256`. Null if never checked or on failure. */
export function useLastCheck(sha256: string | null): RevocationCheck | null | undefined {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [last, setLast] = useState<{ readonly of: string; readonly check: RevocationCheck | null } | null>(null);
  useEffect(() => {
    if (sha256 === null) return undefined;
    let current = true;
    ipc('revocation.last', { sha256 }).then(
      ({ check }) => current && setLast({ of: sha256, check }),
      () => current && setLast({ of: sha256, check: null }),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return last?.of === sha256 ? last.check : undefined;
}
