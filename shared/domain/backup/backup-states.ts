// SPDX-License-Identifier: Apache-2.0
/** `outdated`: valid backups hold only an earlier state. */
export const backupStates = ['none', 'outdated', 'current'] as const;
export type BackupState = (typeof backupStates)[number];
