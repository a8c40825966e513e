// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { InventoryRow } from '../../../shared/schemas/store.ts';
import { ipc } from '../../lib/ipc.ts';
import { useStores } from '../stores/stores-store.ts';
import { useVault } from '../vault/vault-store.ts';

export interface KnownOnKeys {
  readonly inVault: readonly CertificateSummary[];
  readonly inStores: readonly InventoryRow[];
}

const nothing: KnownOnKeys = { inVault: [], inStores: [] };
const maxRows = 200;

export function useKnownOnKeys(): KnownOnKeys {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const stores = useStores((state) => state.revision);
  const [known, setKnown] = useState<KnownOnKeys>(nothing);
  useEffect(() => {
    let current = true;
    const change = (part: Partial<KnownOnKeys>) => current && setKnown((before) => ({ ...before, ...part }));
    ipc('renewals.list', { offset: 0, limit: maxRows }).then(
      ({ rows }) => {
        const all = rows.flatMap((row) => (row.kind === 'certificate' ? [row.certificate] : []));
        change({ inVault: all.filter(({ keyOnToken }) => keyOnToken !== null) });
      },
      () => undefined,
    );
    const all = { search: '', finding: null, includeAuthorities: false, place: null, offset: 0, limit: maxRows };
    ipc('stores.inventory', all).then(
      ({ rows }) => change({ inStores: rows }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [revision, stores]);
  return known;
}
