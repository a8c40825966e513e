// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

/** Until when, in milliseconds since the epoch, by notice. */
export const useClosedNotices = create<{ readonly until: ReadonlyMap<string, number> }>()(() => ({ until: new Map() }));

/** It comes back tomorrow. */
export function closeNotice(id: string): void {
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  useClosedNotices.setState(({ until }) => ({ until: new Map(until).set(id, tomorrow) }));
}
