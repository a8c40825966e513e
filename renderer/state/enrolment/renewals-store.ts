// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface RenewalsState {
  readonly rows: readonly RenewalRow[] | null;
  readonly total: number;
  readonly error: AppError | null;
}

export const useRenewals = create<RenewalsState>()(() => ({ rows: null, total: 0, error: null }));

const pageRows = 50;
const maxAtOnce = 200;

let asked = 0;

/** The latest call wins. Keeps the number of loaded rows. */
export async function refreshRenewals(wanted?: number): Promise<void> {
  asked += 1;
  const number = asked;
  const count = wanted ?? Math.max(pageRows, useRenewals.getState().rows?.length ?? 0);
  try {
    let rows: readonly RenewalRow[] = [];
    let total = 0;
    do {
      const limit = Math.min(maxAtOnce, count - rows.length);
      const page = await ipc('renewals.list', { offset: rows.length, limit });
      rows = [...rows, ...page.rows];
      total = page.rows.length === 0 ? rows.length : page.total;
    } while (rows.length < Math.min(count, total));
    if (number === asked) useRenewals.setState({ rows, total, error: null });
  } catch (error) {
    if (number === asked) useRenewals.setState({ error: toAppError(error) });
  }
}

export async function showMoreRenewals(): Promise<void> {
  await refreshRenewals((useRenewals.getState().rows?.length ?? 0) + pageRows);
}

/** Loads rows expiring from now to `until` (ms since the epoch). */
export async function showRenewalsUntil(until: number): Promise<void> {
  const endOf = (row: RenewalRow): number =>
    Date.parse(row.kind === 'entry' ? row.entry.notAfter : row.certificate.notAfter);
  for (;;) {
    const { rows, total, error } = useRenewals.getState();
    const last = rows?.at(-1);
    if (error !== null || rows === null || last === undefined || rows.length >= total) return;
    // Expired rows come last.
    if (endOf(last) > until || endOf(last) < Date.now()) return;
    await refreshRenewals(rows.length + maxAtOnce);
  }
}

export function renewalsChanged(): void {
  if (useRenewals.getState().rows !== null) void refreshRenewals();
}
