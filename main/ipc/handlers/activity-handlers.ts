// SPDX-License-Identifier: Apache-2.0
import {
  activityEvents,
  type ActivityKind,
  activityKindOf,
  activityKinds,
} from '../../../shared/domain/activity-events.ts';
import type { ActivityFilter } from '../../../shared/ipc/calls/vault/activity.ts';
import { writeActivityFile } from '../../exports/activity-file.ts';
import { activityEntry } from '../../vault/log/activity-entry.ts';
import type { EntryFilter } from '../../vault/log/read-log.ts';
import type { Vault } from '../../vault/vault.ts';
import type { HandlerParts, Handlers } from '../handler-types.ts';
import { writeTo } from '../places.ts';

export function activityHandlers({ services: { vault }, places }: HandlerParts) {
  return {
    list: async ({ before, limit, filter }) => {
      const open = await vault.current();
      const counts = countsOf(open?.activity.counts() ?? new Map<string, number>());
      if (!open) return { entries: [], total: 0, counts };
      const wanted = filter === undefined ? null : entryFilter(open, filter);
      const { entries, total, sealedUpTo } = open.activity.groups(before, limit, wanted);
      const shown = entries.flatMap((entry) => activityEntry(entry, sealedUpTo) ?? []);
      return { entries: shown, total, counts };
    },
    write: async ({ destinationId }) => {
      const open = await vault.require();
      return await writeTo(places, destinationId, 'activity', async (output) => ({
        displayPath: output.path,
        entries: await writeActivityFile(output, open.activity),
      }));
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

function entryFilter(open: Vault, { kind, search, named }: ActivityFilter): EntryFilter {
  const text = search.trim();
  return {
    events: activityEvents.filter((event) => kind === null || activityKindOf[event] === kind),
    search: text.toLowerCase(),
    named,
    certificates: text === '' ? [] : open.searchIds(text),
  };
}

/** Events written by a newer version belong to no kind. */
function countsOf(ofEvent: ReadonlyMap<string, number>): Record<ActivityKind, number> {
  const counted = activityKinds.map((kind): [ActivityKind, number] => {
    const events = activityEvents.filter((event) => activityKindOf[event] === kind);
    return [kind, events.reduce((sum, event) => sum + (ofEvent.get(event) ?? 0), 0)];
  });
  return Object.fromEntries(counted) as Record<ActivityKind, number>;
}
