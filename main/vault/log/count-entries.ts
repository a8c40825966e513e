import type { DatabaseSync } from 'node:sqlite';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { prepared } from '../store/prepared.ts';

export function countEntries(database: DatabaseSync, event: ActivityEvent): number {
  return Number(prepared(database, 'SELECT count(*) AS n FROM log WHERE event = ?').get(event)?.['n']);
}
