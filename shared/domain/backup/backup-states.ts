// SPDX-License-Identifier: Apache-2.0
/** `outdated`: the valid backups predate the last change. */
export const backupStates = ['none', 'outdated', 'current'] as const;
export type BackupState = (typeof backupStates)[number];
