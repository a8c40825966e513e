// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { activityEvents, type ActivityDetail, type ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { EntryGroup, StoredEntry } from './read-log.ts';

export interface ActivityEntry {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly event: ActivityEvent;
  readonly detail: ActivityDetail;
  /** Null while locked. */
  readonly sealed: boolean | null;
}

/** Drops invalid members, because the file can be edited. */
const detailSchema = z.object({
  certificates: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .optional()
    .catch(undefined),
  count: z.number().int().optional().catch(undefined),
  keys: z.number().int().optional().catch(undefined),
  what: z.string().max(200).optional().catch(undefined),
});

export function activityEntry(entry: StoredEntry | EntryGroup, sealedUpTo: number | null): ActivityEntry | null {
  const event = activityEvents.find((each) => each === entry.event);
  if (event === undefined) return null;
  return {
    seq: entry.seq,
    at: entry.at,
    event,
    detail: detailOf(entry.detail),
    sealed: sealedUpTo === null ? null : ('last' in entry ? entry.last : entry.seq) <= sealedUpTo,
  };
}

function detailOf(text: string): ActivityDetail {
  try {
    const { certificates, count, keys, what } = detailSchema.parse(JSON.parse(text));
    return {
      ...(certificates !== undefined && { certificates }),
      ...(count !== undefined && { count }),
      ...(keys !== undefined && { keys }),
      ...(what !== undefined && { what }),
    };
  } catch {
    return {};
  }
}
