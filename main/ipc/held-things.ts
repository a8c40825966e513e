// SPDX-License-Identifier: Apache-2.0
import type { SeenFile } from '../backup/original-files.ts';
import type { BackupService } from '../backup/backup-service.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import { holding } from './held-paths.ts';

/** A file, a dropped file without a path, or a backup of the history. */
export type HeldBackup = { readonly path: string } | { readonly draftId: string } | { readonly row: BackupRow };
export type HeldDrive = Awaited<ReturnType<BackupService['drives']>>[number];

/** Shown under ids, and described for grants. */
export function createHeldThings() {
  return {
    drives: holding<HeldDrive>(({ device, mountPoint }) => `${device} ${mountPoint}`),
    backups: holding<HeldBackup>((each) => ('path' in each ? each.path : 'row' in each ? each.row.id : each.draftId)),
    originals: holding<SeenFile>(({ path, inode, modifiedNs }) => `${path} ${inode} ${modifiedNs}`),
  };
}
export type HeldThings = ReturnType<typeof createHeldThings>;
