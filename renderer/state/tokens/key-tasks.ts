// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { daysLeft, expiringDays } from '../../../shared/domain/certificates/certificate-status.ts';
import type { InventoryRow } from '../../../shared/schemas/store.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { useNow } from '../../lib/clock.ts';
import { ipc } from '../../lib/ipc.ts';
import { useOverview } from '../overview-store.ts';
import { useSettings } from '../settings-store.ts';
import { useStores } from '../stores/stores-store.ts';
import { isNotLocked, useVault } from '../vault/vault-store.ts';
import { useTokens } from './tokens-store.ts';

/** Certificates on a token that have no other reminder. `later`: none of them is due yet. */
export interface KeyTask {
  readonly token: Token;
  readonly phase: 'expired' | 'expiring' | 'later';
  /** Until the last item expires; negative from the day after. */
  readonly days: number;
  readonly items: readonly InventoryRow[];
}

interface KeyRows {
  /** Keyed by token serial. Each list is in order of expiry. */
  readonly rows: ReadonlyMap<string, readonly InventoryRow[]>;
}

const useKeyRows = create<KeyRows>()(() => ({ rows: new Map() }));

const maxRows = 100;

async function rowsOn(serial: string): Promise<readonly [string, readonly InventoryRow[]]> {
  const all = { search: '', finding: null, includeAuthorities: false, offset: 0, limit: maxRows };
  const { rows } = await ipc('stores.inventory', { ...all, place: `token:${serial}` });
  return [serial, rows];
}

/** Call once, where it stays mounted. Skips unreadable tokens. */
export function useLoadedKeyRows(): void {
  const isOn = useVault(isNotLocked);
  const last = useTokens((state) => state.last);
  const tokens = isOn ? (last ?? []).filter(({ initialised }) => initialised) : [];
  const readings = useStores((state) => state.readings);
  // Each answer compares all certificates, so don't ask for every change of the vault.
  const counted = useOverview(({ overview }) => JSON.stringify([overview?.own, overview?.counts]));
  const serials = JSON.stringify(tokens.map(({ serial }) => serial));
  useEffect(() => {
    let current = true;
    void Promise.allSettled((JSON.parse(serials) as string[]).map(rowsOn)).then((read) => {
      const rows = new Map(read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
      if (current) useKeyRows.setState({ rows });
    });
    return () => {
      current = false;
    };
  }, [serials, readings, counted]);
}

export function useKeyTasks(): readonly KeyTask[] {
  const tokens = useTokens((state) => state.last);
  const { rows } = useKeyRows();
  const now = useNow();
  const isReminding = useSettings(({ settings }) => settings?.reminders.isOn !== false);
  return useMemo(
    () => keyTasks(tokens ?? [], rows, new Date(now)).filter(({ phase }) => phase !== 'later' || isReminding),
    [tokens, rows, now, isReminding],
  );
}

function keyTasks(tokens: readonly Token[], rows: KeyRows['rows'], now: Date): readonly KeyTask[] {
  return tokens.flatMap((token) => {
    const due = latest(rows.get(token.serial) ?? []).filter(
      ({ inVault, watched, isCa, status }) => !inVault && !watched && !isCa && status !== 'superseded',
    );
    const daysOf = ({ notAfter }: InventoryRow): number => daysLeft(notAfter, now);
    const hasExpired = ({ notAfter }: InventoryRow): boolean => Date.parse(notAfter) < now.getTime();
    const phases = {
      expired: due.filter((row) => hasExpired(row) && daysOf(row) >= -expiringDays),
      expiring: due.filter((row) => !hasExpired(row) && daysOf(row) <= expiringDays),
    };
    const taskOf = (phase: KeyTask['phase'], items: readonly InventoryRow[]): KeyTask[] => {
      const last = items.at(-1);
      return last === undefined ? [] : [{ token, phase, days: daysLeft(last.notAfter, now), items }];
    };
    const tasks = (['expired', 'expiring'] as const).flatMap((phase) => taskOf(phase, phases[phase]));
    const later = due.filter((row) => row.status !== 'revoked' && daysOf(row) > expiringDays);
    return tasks.length > 0 ? tasks : taskOf('later', later);
  });
}

/** Keeps the last row per subject and issuer, because renewals and SM2 pairs share both names. */
export function latest(rows: readonly InventoryRow[]): readonly InventoryRow[] {
  const last = new Map(rows.map((row) => [`${row.issuer}\n${row.subject}`, row]));
  return rows.filter((row) => last.get(`${row.issuer}\n${row.subject}`) === row);
}
