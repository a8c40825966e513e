// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/backup/destination-errors.ts';
import { vaultReadErrors } from '../../domain/errors/vault-errors.ts';
import { sha256Schema } from '../../schemas/certificates/certificate.ts';
import {
  backupSchema,
  backupSecretSchema,
  listedBackupSchema,
  restoreChoices,
  restoreItemSchema,
} from '../../schemas/vault/backup.ts';
import { errorCodes, serverErrorCodes } from '../../domain/errors/error-codes.ts';
import { backupStates, maxTrashedAtOnce } from '../../domain/backup/backup-states.ts';
import { withPin, pinErrors } from './tokens/token-inputs.ts';
import { command, query } from '../define.ts';

const maxItems = 100_000;
const nothing = z.strictObject({});
const secret = z.string().min(1).max(1024);
const file = z.strictObject({ fileId: z.uuid(), displayPath: z.string() });
const reading = [
  'draft-expired',
  'file-unreadable',
  'not-a-backup',
  'backup-damaged',
  'backup-newer',
  'backup-unreleased',
  'backup-gone',
  'limit-exceeded',
  'wrong-secret',
  'not-available',
] as const;

const vaultErrors = [...vaultReadErrors, 'vault-locked', 'seal-broken', 'disk-full'] as const;

const placeErrors = [
  'address-refused',
  ...serverErrorCodes,
  ...pinErrors,
  'token-not-managed',
  'token-write-protected',
  'token-full',
  'token-data-unsupported',
  'token-too-small',
  ...destinationErrors,
] as const;
const toServer = { kind: z.literal('webdav'), password: secret.nullable(), remember: z.boolean() };
const toToken = { kind: z.literal('token'), ...withPin };
/** Null for a folder. A null password means the remembered one. */
const access = z.discriminatedUnion('kind', [z.strictObject(toServer), z.strictObject(toToken)]).nullable();

/** Intact backups exist, but only on this computer's own disk. */
const onlyHereSchema = z.boolean();

export const backupCalls = {
  overview: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      /** Newest first. */
      backups: z.array(listedBackupSchema),
      onlyHere: onlyHereSchema,
      counts: z.strictObject({ withKey: z.number().int(), current: z.number().int(), outdated: z.number().int() }),
      /** `needed`: the next backup must ask for the passphrase. */
      passphrase: z.enum(['none', 'needed', 'kept']),
      recoverySaved: z.boolean(),
    }),
    errors: vaultErrors,
  }),
  ofCertificate: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({
      state: z.enum(backupStates),
      /** ISO 8601 UTC of the last passed check of a backup with this certificate, or null. */
      verifiedAt: z.string().nullable(),
      /** `current`: the backup has the certificate's current state. */
      backups: z.array(backupSchema.extend({ current: z.boolean() })),
    }),
    errors: ['vault-missing', ...vaultErrors],
  }),
  drives: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      drives: z.array(
        z.strictObject({
          driveId: z.uuid(),
          name: z.string(),
          displayPath: z.string(),
          bytes: z.number(),
          freeBytes: z.number().nullable(),
          readOnly: z.boolean(),
          /** Backups of this vault that passed their last check. */
          backups: z.number().int(),
          /** ISO 8601 UTC of the newest of `backups`, or null. */
          lastBackupAt: z.string().nullable(),
        }),
      ),
    }),
    errors: ['not-available'],
  }),
  eject: command({
    powers: 'none',
    input: z.strictObject({ driveId: z.uuid() }),
    output: z.strictObject({ poweredOff: z.boolean() }),
    errors: ['draft-expired', 'not-found', 'not-available', 'drive-busy', 'eject-failed'],
  }),
  server: query({
    powers: 'none',
    input: z.strictObject({ url: z.string().min(1).max(2048), user: z.string().max(256).nullable() }),
    output: z.strictObject({ host: z.string(), user: z.string().nullable(), remembered: z.boolean() }),
    errors: ['address-refused', 'server-insecure'],
  }),
  create: command({
    powers: ['leaves', 'contacts'],
    guard: 'standing',
    input: z.strictObject({
      scope: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        z.strictObject({ kind: z.literal('unsafe') }),
        z.strictObject({ kind: z.literal('chosen'), certificates: z.array(sha256Schema).min(1).max(maxItems) }),
      ]),
      protection: z.discriminatedUnion('kind', [
        /** `passphrase` is required if `overview` returns `needed`. */
        z.strictObject({ kind: z.literal('vault'), passphrase: secret.nullable() }),
        z.strictObject({ kind: z.literal('own'), password: secret }),
      ]),
      /** If not null, the test restore also tries this code. */
      recoveryCode: secret.nullable(),
      place: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('folder'), destinationId: z.uuid() }),
        z.strictObject({ kind: z.literal('drive'), driveId: z.uuid() }),
        z.strictObject({ ...toServer, url: z.string().min(1).max(2048), user: z.string().max(256).nullable() }),
        z.strictObject(toToken),
      ]),
    }),
    output: z.strictObject({
      backup: backupSchema,
      /** Number of keys that signed a challenge after being read back. */
      signed: z.number().int(),
      untested: z.number().int(),
      /** CA certificates without a key, included in `backup.certificates`. */
      issuers: z.number().int(),
      rehearsedBy: z.array(z.enum(['passphrase', 'recovery-code'])),
      leftOut: z.number().int(),
      /** Older backups deleted by the retention rule. */
      removed: z.number().int(),
      onlyHere: onlyHereSchema,
    }),
    errors: [
      'vault-missing',
      'draft-expired',
      'secret-missing',
      'wrong-secret',
      'backup-unprotected',
      'backup-empty',
      'not-found',
      'file-exists',
      'place-read-only',
      'place-changed',
      'name-too-long',
      'drive-gone',
      'drive-failing',
      'secret-required',
      'passphrase-weak',
      'limit-exceeded',
      ...vaultErrors,
      ...placeErrors,
      'verification-failed',
      'backup-damaged',
      'file-unreadable',
    ],
    maxBytes: maxItems * 68 + 8192,
    long: true,
  }),
  /** Performs a test restore if a secret is given, otherwise compares the file with its recorded hash. */
  verify: command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ id: z.uuid(), secret: backupSecretSchema.nullable(), access }),
    output: z.strictObject({
      outcome: z.enum(['rehearsed', 'unchanged']),
      signed: z.number().int(),
      backup: backupSchema,
    }),
    errors: ['vault-missing', 'not-found', 'secret-missing', ...vaultErrors, ...placeErrors, ...reading],
    long: true,
  }),
  /** Unchanged files from which the backup's private keys were imported. */
  originals: query({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      canTrash: z.boolean(),
      files: z.array(z.strictObject({ fileId: z.uuid(), displayPath: z.string() })),
    }),
    errors: ['vault-missing', 'not-found', ...vaultErrors],
  }),
  /**
   * `failed`: the first error. Throws it if no file was moved. If cancelled, returns the
   * files moved until then.
   */
  trashOriginals: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ fileIds: z.array(z.uuid()).min(1).max(maxTrashedAtOnce) }),
    output: z.strictObject({ gone: z.array(z.uuid()), failed: z.enum(errorCodes).nullable() }),
    errors: ['draft-expired', 'not-available', 'file-unreadable', 'trash-failed'],
    long: true,
  }),
  forget: command({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: nothing,
    errors: ['vault-missing', 'not-found', ...vaultErrors],
  }),
  chooseFile: command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      file.extend({ outcome: z.literal('chosen') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    interactive: true,
  }),
  openDraft: command({
    powers: 'none',
    input: z.strictObject({ draftId: z.uuid() }),
    output: file,
    errors: ['draft-expired'],
  }),
  openKnown: command({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: file,
    errors: ['vault-missing', 'not-found', 'backup-gone', 'secret-missing', ...vaultErrors],
  }),
  preview: query({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ fileId: z.uuid(), secret: backupSecretSchema, access }),
    output: z.strictObject({
      createdAt: z.string(),
      items: z.array(restoreItemSchema),
      loneKeys: z.number().int(),
      watched: z.number().int(),
      /** Number of anchors, which aren't trusted until the user compares them. */
      anchors: z.number().int(),
      profiles: z.number().int(),
      requests: z.number().int(),
      webEnrolments: z.number().int(),
      losses: z.number().int(),
      ownVault: z.boolean(),
      byRecovery: z.boolean(),
      laterBackupAt: z.string().nullable(),
      vaultIsOlder: z.boolean(),
      /** The page must ask for a new passphrase before restoring. */
      needsProtector: z.boolean(),
    }),
    errors: ['secret-missing', ...vaultErrors, ...placeErrors, ...reading],
    long: true,
  }),
  /** Restores everything in one transaction. */
  restore: command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({
      fileId: z.uuid(),
      secret: backupSecretSchema,
      access,
      /** Certificates without a choice are merged: the vault's values stay and gaps are filled. */
      choices: z.array(z.strictObject({ sha256: sha256Schema, choice: z.enum(restoreChoices) })).max(maxItems),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      oursKept: z.number().int(),
      installedIn: z.array(z.string()),
    }),
    errors: [...placeErrors, ...reading, 'secret-required', 'passphrase-weak', ...vaultErrors],
    maxBytes: maxItems * 110 + 8192,
    long: true,
  }),
} as const;
