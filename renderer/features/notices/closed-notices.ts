// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

/** Maps notice ids to the end of hiding, in ms since the epoch. */
export const useClosedNotices = create<{ readonly until: ReadonlyMap<string, number> }>()(() => ({ until: new Map() }));

/** Hides the notice until tomorrow. */
export function closeNotice(id: string): void {
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  useClosedNotices.setState(({ until }) => ({ until: new Map(until).set(id, tomorrow) }));
}
