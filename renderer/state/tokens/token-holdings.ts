// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { placeOfToken } from '../../../shared/domain/backup/backup-place-kinds.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { ipc } from '../../lib/ipc.ts';
import { useStores } from '../stores/stores-store.ts';

export type Holding = 'issued' | 'free';

const maxRows = 100;

/** Keyed by token id. Unread tokens are absent. */
export function useTokenHoldings(tokens: readonly Token[]): ReadonlyMap<string, Holding> {
  const places = JSON.stringify(tokens.map(({ id, serial }) => [id, placeOfToken({ serial, tokenId: id })]));
  const revision = useStores((state) => state.revision);
  const [holdings, setHoldings] = useState<ReadonlyMap<string, Holding>>(new Map());
  useEffect(() => {
    let current = true;
    const ids = JSON.parse(places) as [string, string][];
    void Promise.allSettled(ids.map(async ([id, place]) => [id, await holdingAt(place)] as const)).then((read) => {
      const found = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      if (current) setHoldings(new Map(found.flatMap(([id, holding]) => (holding === null ? [] : [[id, holding]]))));
    });
    return () => {
      current = false;
    };
  }, [places, revision]);
  return holdings;
}

async function holdingAt(place: string): Promise<Holding | null> {
  const all = { search: '', finding: null, includeAuthorities: false, offset: 0, limit: maxRows };
  const { rows, tokens, unread } = await ipc('stores.inventory', { ...all, place });
  if (!tokens.some(({ id }) => id === place) || unread.some(({ storeId }) => storeId === place)) return null;
  return rows.some(({ subject, issuer }) => subject !== issuer) ? 'issued' : 'free';
}

export function ownFirst(tokens: readonly Token[], holdings: ReadonlyMap<string, Holding>): readonly Token[] {
  const rank = ({ id, managed }: Token) => (managed ? 0 : holdings.get(id) === 'issued' ? 2 : 1);
  return tokens.toSorted((a, b) => rank(a) - rank(b));
}
