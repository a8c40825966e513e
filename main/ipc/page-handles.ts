// SPDX-License-Identifier: Apache-2.0
import type { SeenFile } from '../backup/original-files.ts';
import type { BackupService } from '../backup/backup-service.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import { createHandleRegistry } from './handle-registry.ts';

export type HeldBackup = { readonly path: string } | { readonly draftId: string } | { readonly row: BackupRow };
export type HeldDrive = Awaited<ReturnType<BackupService['drives']>>[number];

export function createPageHandles() {
  return {
    drives: createHandleRegistry<HeldDrive>(({ device, mountPoint }) => `${device} ${mountPoint}`),
    backups: createHandleRegistry<HeldBackup>((each) =>
      'path' in each ? each.path : 'row' in each ? each.row.id : each.draftId,
    ),
    originals: createHandleRegistry<SeenFile>(({ path, inode, modifiedNs }) => `${path} ${inode} ${modifiedNs}`),
  };
}
export type PageHandles = ReturnType<typeof createPageHandles>;
