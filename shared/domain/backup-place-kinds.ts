// SPDX-License-Identifier: Apache-2.0
/** Where a backup may lie. */
export const backupPlaceKinds = ['folder', 'webdav', 'token'] as const;
export type BackupPlaceKind = (typeof backupPlaceKinds)[number];
