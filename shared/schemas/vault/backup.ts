// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupPlaceKinds } from '../../domain/backup/backup-place-kinds.ts';
import { errorCodes } from '../../domain/errors/error-codes.ts';
import { sha256Schema } from '../certificates/certificate.ts';

export const backupSchema = z.strictObject({
  id: z.uuid(),
  createdAt: z.string(),
  scope: z.enum(['all', 'chosen']),
  kind: z.enum(backupPlaceKinds),
  /** Can include a user name, but no password. */
  place: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  certificates: z.number().int(),
  keys: z.number().int(),
  byPassphrase: z.boolean(),
  byRecovery: z.boolean(),
  /** ISO 8601 UTC of the last passed test restore or comparison. */
  verifiedAt: z.string(),
  lookedAt: z.string(),
  problem: z.enum(errorCodes).nullable(),
});
export type Backup = z.infer<typeof backupSchema>;

export const listedBackupSchema = backupSchema.extend({
  /** Of its certificates that the vault still has, CA certificates aside. A third means that there are others. */
  names: z.array(z.string()).max(3),
  isOutdated: z.boolean(),
});
export type ListedBackup = z.infer<typeof listedBackupSchema>;

export const backupSecretSchema = z.strictObject({
  kind: z.enum(['passphrase', 'recovery-code']),
  secret: z.string().min(1).max(1024),
});

export const restoreChoices = ['skip', 'merge', 'theirs'] as const;

export const restoreParts = [
  'label',
  'place',
  'note',
  'tags',
  'key',
  'damaged-key',
  'deleted',
  'loss',
  'renewal',
] as const;

/** Where this vault and the backup have different values. `ours` is null while the vault is locked. */
const restoreConflictSchema = z.strictObject({
  part: z.enum(['label', 'place', 'note']),
  ours: z.string().nullable(),
  theirs: z.string(),
});
export type RestoreConflict = z.infer<typeof restoreConflictSchema>;

export const restoreItemSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  /** The bank or CA named in the certificate. */
  institution: z.string().nullable(),
  notAfter: z.string(),
  hasKey: z.boolean(),
  isCa: z.boolean(),
  /** `gaps`: restoring only adds values. */
  state: z.enum(['new', 'same', 'gaps', 'differs']),
  parts: z.array(z.enum(restoreParts)),
  conflicts: z.array(restoreConflictSchema),
});
export type RestoreItem = z.infer<typeof restoreItemSchema>;
