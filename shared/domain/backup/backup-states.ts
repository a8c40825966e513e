// SPDX-License-Identifier: Apache-2.0
export const backupStates = ['none', 'outdated', 'current'] as const;
export type BackupState = (typeof backupStates)[number];
