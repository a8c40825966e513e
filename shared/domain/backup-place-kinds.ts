/** Where a backup may lie. */
export const backupPlaceKinds = ['folder', 'webdav', 'token'] as const;
export type BackupPlaceKind = (typeof backupPlaceKinds)[number];
