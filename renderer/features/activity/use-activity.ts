// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

export type ActivityEntry = CallOutput<'activity.list'>['entries'][number];

export const pageSize = 50;
/** Main's limit per call. */
const mostAtOnce = 200;

export interface Activity {
  /** Newest first. Null: loading. */
  readonly entries: readonly ActivityEntry[] | null;
  readonly total: number;
  readonly error: AppError | null;
  readonly loadMore: () => Promise<void>;
}

export function useActivity(): Activity {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const state = useVault((vault) => vault.status?.state);
  const [shown, setShown] = useState<{ entries: readonly ActivityEntry[] | null; total: number }>({
    entries: null,
    total: 0,
  });
  const [wanted, setWanted] = useState(pageSize);
  const [error, setError] = useState<AppError | null>(null);

  useEffect(() => {
    let current = true;
    const load = async () => {
      try {
        const answer = await readEntries(wanted);
        if (!current) return;
        setShown(answer);
        setError(null);
      } catch (thrown) {
        if (current) setError(toAppError(thrown));
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [revision, state, wanted]);

  const loadMore = useCallback(async () => setWanted((before) => before + pageSize), []);
  return { ...shown, error, loadMore };
}

async function readEntries(wanted: number): Promise<{ entries: ActivityEntry[]; total: number }> {
  const entries: ActivityEntry[] = [];
  for (;;) {
    const limit = Math.min(mostAtOnce, wanted - entries.length);
    const answer = await ipc('activity.list', { before: entries.at(-1)?.seq ?? null, limit });
    entries.push(...answer.entries);
    if (answer.entries.length < limit || entries.length >= wanted) return { entries, total: answer.total };
  }
}

/** Local days, in entry order. */
export function byDay(entries: readonly ActivityEntry[]): { day: string; entries: ActivityEntry[] }[] {
  const days: { day: string; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
