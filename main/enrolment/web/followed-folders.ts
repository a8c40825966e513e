// SPDX-License-Identifier: Apache-2.0
import type { ArrivedFile } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { ImportsService } from '../../imports/imports-service.ts';
import type { WebEnrolmentRow } from '../../vault/store/rows/web-enrolment-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { type Arrivals, followArrivals } from './arrivals.ts';
import type { Pace } from './folder-watch.ts';

/** The folder is stored per computer, not in the vault. */
export interface FollowedRow extends WebEnrolmentRow {
  readonly folder: string | null;
}

export interface FollowedFolders {
  of(id: string): Arrivals | undefined;
  /** `waiting` is oldest first. Stops watching for enrolments that ended or changed folder. */
  keep(waiting: readonly FollowedRow[]): void;
  close(): void;
}

const maxWatched = 8;

export function createFollowedFolders(parts: {
  readonly imports: ImportsService;
  vault(): Promise<Vault | null>;
  readonly now: () => Date;
  readonly pace?: Partial<Pace>;
  onArrived(row: FollowedRow, file: ArrivedFile): void;
  onChange(): void;
}): FollowedFolders {
  const { onArrived, ...watching } = parts;
  const watched = new Map<string, Arrivals>();
  return {
    of: (id) => watched.get(id),
    keep(waiting) {
      // Rows without a folder must not count towards the limit.
      const followed = waiting.filter(({ folder }) => folder !== null).slice(-maxWatched);
      for (const [id, arrivals] of watched) {
        if (followed.some((row) => row.id === id && row.folder === arrivals.folder)) continue;
        arrivals.close();
        watched.delete(id);
      }
      for (const row of followed) {
        const { id, folder, startedAt } = row;
        if (folder === null || watched.has(id)) continue;
        const sinceMs = Date.parse(startedAt);
        watched.set(id, followArrivals({ ...watching, folder, sinceMs, onArrived: (file) => onArrived(row, file) }));
      }
    },
    close() {
      for (const arrivals of watched.values()) arrivals.close();
      watched.clear();
    },
  };
}
