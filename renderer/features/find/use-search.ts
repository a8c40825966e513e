// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react';
import { maxFoundPage } from '../../../shared/domain/certificates/certificate-states.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { ipc, onEvent, toAppError } from '../../lib/ipc.ts';

export type SearchResults = CallOutput<'discovery.results'>;
export type FoundFilter = Pick<CallInput<'discovery.results'>, 'states' | 'withKeysOnly'>;

export const pageSize = 100;

export const noFilter: FoundFilter = { states: [], withKeysOnly: false };

export interface Search {
  readonly results: SearchResults | null;
  readonly error: AppError | null;
  readonly filter: FoundFilter;
  readonly setFilter: (filter: FoundFilter) => void;
  readonly showMore: () => void;
  readonly start: (folderIds: readonly string[], lookFor: string | null) => Promise<void>;
  readonly act: (call: 'discovery.pause' | 'discovery.resume' | 'discovery.cancel') => Promise<void>;
  readonly refresh: () => Promise<void>;
}

export function useSearch(): Search {
  const [results, setResults] = useState<SearchResults | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [filter, setFilter] = useState<FoundFilter>(noFilter);
  const [shown, setShown] = useState(pageSize);
  const wanted = useRef({ filter, shown });
  const asking = useRef<Promise<void> | null>(null);
  const askAgain = useRef(false);

  const refresh = useCallback(async () => {
    askAgain.current = true;
    asking.current ??= (async () => {
      while (askAgain.current) {
        askAgain.current = false;
        try {
          setResults(await readResults(wanted.current.filter, wanted.current.shown));
          setError(null);
        } catch (thrown) {
          setError(toAppError(thrown));
        }
      }
      asking.current = null;
    })();
    await asking.current;
  }, []);

  useEffect(() => {
    wanted.current = { filter, shown };
    void refresh();
  }, [filter, shown, refresh]);
  useEffect(() => onEvent('discovery.changed', () => void refresh()), [refresh]);
  // The vault's contents decide which files are new.
  useEffect(() => onEvent('vault.changed', () => void refresh()), [refresh]);

  const attempt = async (action: () => Promise<unknown>) => {
    try {
      await action();
      setError(null);
    } catch (thrown) {
      setError(toAppError(thrown));
      return;
    }
    await refresh();
  };
  return {
    results,
    error,
    filter,
    setFilter: (next) => {
      setShown(pageSize);
      setFilter(next);
    },
    showMore: () => setShown((before) => before + pageSize),
    start: async (folderIds, lookFor) => {
      setShown(pageSize);
      setFilter(noFilter);
      await attempt(async () => ipc('discovery.start', { folderIds: [...folderIds], lookFor }));
    },
    act: async (call) => attempt(async () => ipc(call, {})),
    refresh,
  };
}

async function readResults(filter: FoundFilter, shown: number): Promise<SearchResults> {
  const ask = async (offset: number) =>
    ipc('discovery.results', { ...filter, offset, limit: Math.min(maxFoundPage, shown - offset) });
  let answer = await ask(0);
  const rows = [...answer.rows];
  while (rows.length < shown && rows.length < answer.matching && answer.rows.length > 0) {
    answer = await ask(rows.length);
    rows.push(...answer.rows);
  }
  return { ...answer, rows };
}
