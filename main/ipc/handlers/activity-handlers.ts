// SPDX-License-Identifier: Apache-2.0
import { activityEntry } from '../../vault/log/activity-entry.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';

export function activityHandlers({ services: { vault } }: HandlerParts) {
  return {
    list: async ({ before, limit }) => {
      const open = await vault.current();
      if (!open) return { entries: [], total: 0 };
      const { entries, total, sealedUpTo } = open.activity.list(before, limit);
      const shown = entries.flatMap((entry) => activityEntry(entry, sealedUpTo) ?? []);
      return { entries: shown, total };
    },
    verify: async () => {
      return await (await vault.require()).activity.verify();
    },
    acceptSeal: async () => {
      await (await vault.require()).activity.accept();
      return vault.status();
    },
  } satisfies Handlers['activity'];
}
