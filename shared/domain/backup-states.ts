// SPDX-License-Identifier: Apache-2.0
/**
 * How safe a certificate with a private key is: `current` when a backup whose last look went well holds it as it is now,
 * `outdated` when only backups of an earlier state do, `none` without any.
 */
export const backupStates = ['none', 'outdated', 'current'] as const;
export type BackupState = (typeof backupStates)[number];
