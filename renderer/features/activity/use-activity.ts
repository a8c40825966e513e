// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import { activityEvents, type ActivityKind } from '../../../shared/domain/activity-events.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { useVault } from '../../state/vault/vault-store.ts';

type Answer = CallOutput<'activity.list'>;
export type ActivityEntry = Answer['entries'][number];
type Filter = CallInput<'activity.list'>['filter'];

export const pageSize = 50;
const mostAtOnce = 200;

export interface ActivityQuery {
  readonly kind: ActivityKind | null;
  readonly search: string;
}

export const wholeLog: ActivityQuery = { kind: null, search: '' };

export interface Activity {
  readonly entries: readonly ActivityEntry[] | null;
  readonly total: number;
  readonly counts: Answer['counts'] | null;
  readonly query: ActivityQuery;
  readonly setQuery: (query: ActivityQuery) => void;
  readonly error: AppError | null;
  readonly loadMore: () => Promise<void>;
}

interface Shown {
  readonly entries: readonly ActivityEntry[] | null;
  readonly total: number;
  readonly counts: Answer['counts'] | null;
}

export function useActivity(): Activity {
  const { t } = useText();
  const revision = useVault((state) => state.status?.revision ?? 0);
  const state = useVault((vault) => vault.status?.state);
  const [shown, setShown] = useState<Shown>({ entries: null, total: 0, counts: null });
  const [query, setQuery] = useState(wholeLog);
  const [wanted, setWanted] = useState(pageSize);
  const [error, setError] = useState<AppError | null>(null);

  useEffect(() => {
    let current = true;
    const load = async () => {
      try {
        const answer = await readEntries(filterOf(query, t), wanted);
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
  }, [revision, state, wanted, query, t]);

  const loadMore = useCallback(async () => setWanted((before) => before + pageSize), []);
  const change = useCallback((next: ActivityQuery) => {
    setWanted(pageSize);
    setQuery(next);
  }, []);
  return { ...shown, query, setQuery: change, error, loadMore };
}

/** Main searches names, but only the page knows the text of each event. */
function filterOf({ kind, search }: ActivityQuery, t: Text['t']): Filter {
  const terms = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (kind === null && terms.length === 0) return undefined;
  const isNamed = (words: string) => terms.every((term) => words.toLowerCase().includes(term));
  return { kind, search, named: activityEvents.filter((event) => isNamed(t(`activity.event.${event}`))) };
}

async function readEntries(filter: Filter, wanted: number): Promise<Answer> {
  const entries: ActivityEntry[] = [];
  for (;;) {
    const limit = Math.min(mostAtOnce, wanted - entries.length);
    const before = entries.at(-1)?.seq ?? null;
    const answer = await ipc('activity.list', { before, limit, ...(filter !== undefined && { filter }) });
    entries.push(...answer.entries);
    if (answer.entries.length < limit || entries.length >= wanted) return { ...answer, entries };
  }
}

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
