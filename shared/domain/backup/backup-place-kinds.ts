// SPDX-License-Identifier: Apache-2.0
export const backupPlaceKinds = ['folder', 'webdav', 'token'] as const;
export type BackupPlaceKind = (typeof backupPlaceKinds)[number];
