// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

/** Maps ids of hidden notices to when they reappear, in ms since the epoch. */
export const useClosedNotices = create<{ readonly until: ReadonlyMap<string, number> }>()(() => ({ until: new Map() }));

export function closeNotice(id: string): void {
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  useClosedNotices.setState(({ until }) => ({ until: new Map(until).set(id, tomorrow) }));
}
