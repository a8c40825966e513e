// SPDX-License-Identifier: Apache-2.0
export const backupStates = ['none', 'outdated', 'current'] as const;
export type BackupState = (typeof backupStates)[number];

/** As many files as one question shows in full. */
export const maxTrashedAtOnce = 20;
