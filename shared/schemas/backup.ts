// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupPlaceKinds } from '../domain/backup-place-kinds.ts';
import { errorCodes } from '../domain/error-codes.ts';
import { sha256Schema } from './certificate.ts';

/** A backup of the history. */
export const backupSchema = z.strictObject({
  id: z.uuid(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
  scope: z.enum(['all', 'chosen']),
  kind: z.enum(backupPlaceKinds),
  /** Where a person finds it: a folder, an address without credentials, a token. */
  place: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  certificates: z.number().int(),
  keys: z.number().int(),
  byPassphrase: z.boolean(),
  byRecovery: z.boolean(),
  /** ISO 8601 UTC; the last rehearsal, or comparison with it, that went well. */
  verifiedAt: z.string(),
  /** ISO 8601 UTC. */
  lookedAt: z.string(),
  /** What the last look found, null when it went well. */
  problem: z.enum(errorCodes).nullable(),
});
export type Backup = z.infer<typeof backupSchema>;

/** A secret that opens a backup. */
export const backupSecretSchema = z.strictObject({
  kind: z.enum(['passphrase', 'recovery-code']),
  secret: z.string().min(1).max(1024),
});

export const restoreChoices = ['skip', 'merge', 'theirs'] as const;

/** What a backup has otherwise of a certificate, or more of. */
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

/** One certificate of a backup beside what the vault has. */
export const restoreItemSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  notAfter: z.string(),
  hasKey: z.boolean(),
  isCa: z.boolean(),
  /** `same`: nothing would change; `gaps`: it adds what the vault lacks; `differs`: both have something else. */
  state: z.enum(['new', 'same', 'gaps', 'differs']),
  parts: z.array(z.enum(restoreParts)),
});
export type RestoreItem = z.infer<typeof restoreItemSchema>;
