// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Overview } from '../../shared/schemas/overview.ts';
import { ipc, toAppError } from '../lib/ipc.ts';

interface OverviewState {
  readonly overview: Overview | null;
  readonly error: AppError | null;
}

export const useOverview = create<OverviewState>()(() => ({ overview: null, error: null }));

/** Urgency depends on the days left, so the overview goes out of date. */
const oldMs = 30 * 60_000;

let readAt = 0;
let asking: Promise<void> | null = null;
let askAgain = false;

/** Runs one call at a time, because bulk imports change the vault thousands of times. */
export async function refreshOverview(): Promise<void> {
  askAgain = true;
  asking ??= askUntilSettled().finally(() => (asking = null));
  await asking;
}

async function askUntilSettled(): Promise<void> {
  while (askAgain) {
    askAgain = false;
    await ask();
  }
}

async function ask(): Promise<void> {
  try {
    const overview = await ipc('overview.read', {});
    readAt = Date.now();
    useOverview.setState({ overview, error: null });
  } catch (error) {
    useOverview.setState({ error: toAppError(error) });
  }
}

export function refreshOverviewByTime(now: number): void {
  const { overview } = useOverview.getState();
  if (overview === null) return;
  const { changesAt } = overview;
  if ((changesAt !== null && Date.parse(changesAt) <= now) || now - readAt > oldMs) void refreshOverview();
}
