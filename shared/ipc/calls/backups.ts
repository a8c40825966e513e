// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/destination-errors.ts';
import { vaultReadErrors } from '../../domain/vault-errors.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { backupSchema, backupSecretSchema, restoreChoices, restoreItemSchema } from '../../schemas/backup.ts';
import { serverErrorCodes } from '../../domain/error-codes.ts';
import { backupStates } from '../../domain/backup-states.ts';
import { withPin, pinErrors } from './token-inputs.ts';
import { command, query } from '../define.ts';

/** More than any vault holds. */
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

/** Of each call that reads or writes the vault. */
const vaultErrors = [...vaultReadErrors, 'vault-locked', 'seal-broken', 'disk-full'] as const;

const placeErrors = [
  'address-refused',
  ...serverErrorCodes,
  ...pinErrors,
  'token-not-managed',
  'token-write-protected',
  'token-full',
  'token-takes-no-data',
  'token-too-small',
  // Ciphertext on its way.
  ...destinationErrors,
] as const;
const toServer = { kind: z.literal('webdav'), password: secret.nullable(), remember: z.boolean() };
const toToken = { kind: z.literal('token'), ...withPin };
/** What it takes to get at a backup that is not in a folder; null: it is. A password null: the one that is remembered. */
const access = z.discriminatedUnion('kind', [z.strictObject(toServer), z.strictObject(toToken)]).nullable();

/** Backups that were rehearsed before they counted, and restoring them (B01-B05, B09). */
export const backupCalls = {
  'backups.overview': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      /** Newest first. */
      backups: z.array(backupSchema),
      /** Of the certificates with a private key. */
      counts: z.strictObject({ withKey: z.number().int(), current: z.number().int(), outdated: z.number().int() }),
      /** The vault's passphrase: there is none, a backup has to ask for it once, or needs nobody to type it. */
      passphrase: z.enum(['none', 'needed', 'kept']),
      recoverySaved: z.boolean(),
    }),
    errors: vaultErrors,
  }),
  'backups.ofCertificate': query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({
      state: z.enum(backupStates),
      /** ISO 8601 UTC of the newest rehearsal of those that count; null for `none`. */
      verifiedAt: z.string().nullable(),
      /** Newest first; `current`: it holds the certificate as it is now. */
      backups: z.array(backupSchema.extend({ current: z.boolean() })),
    }),
    errors: ['vault-missing', ...vaultErrors],
  }),
  /** Removable drives that are plugged in and mounted; main holds their paths under ids. */
  'backups.drives': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      drives: z.array(
        z.strictObject({
          driveId: z.uuid(),
          /** As its owner named it, else its device. */
          name: z.string(),
          displayPath: z.string(),
          /** Octets. */
          bytes: z.number(),
          freeBytes: z.number().nullable(),
          readOnly: z.boolean(),
        }),
      ),
    }),
  }),
  /** Writes everything to a drive and lets go of it; `poweredOff` false: its port stays under power. */
  'backups.eject': command({
    powers: 'none',
    input: z.strictObject({ driveId: z.uuid() }),
    output: z.strictObject({ poweredOff: z.boolean() }),
    errors: ['draft-expired', 'not-found', 'not-available', 'drive-busy', 'eject-failed'],
  }),
  /** Whether a password of this server is remembered, and the host that would be contacted. Contacts nobody. */
  'backups.server': query({
    powers: 'none',
    input: z.strictObject({ url: z.string().min(1).max(2048), user: z.string().max(256).nullable() }),
    output: z.strictObject({ host: z.string(), user: z.string().nullable(), remembered: z.boolean() }),
    errors: ['address-refused', 'server-insecure'],
  }),
  'backups.create': command({
    powers: ['leaves', 'contacts'],
    guard: 'standing',
    input: z.strictObject({
      scope: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        /** Certificates with a key that no backup holds as they are now. */
        z.strictObject({ kind: z.literal('unsafe') }),
        z.strictObject({ kind: z.literal('chosen'), certificates: z.array(sha256Schema).min(1).max(maxItems) }),
      ]),
      protection: z.discriminatedUnion('kind', [
        /** Typed where `overview` says `needed`. */
        z.strictObject({ kind: z.literal('vault'), passphrase: secret.nullable() }),
        z.strictObject({ kind: z.literal('own'), password: secret }),
      ]),
      /** Typed too: then the rehearsal opens the backup through it as well. */
      recoveryCode: secret.nullable(),
      place: z.discriminatedUnion('kind', [
        /** A destination of `exports.chooseFolder`. */
        z.strictObject({ kind: z.literal('folder'), destinationId: z.uuid() }),
        z.strictObject({ kind: z.literal('drive'), driveId: z.uuid() }),
        z.strictObject({ ...toServer, url: z.string().min(1).max(2048), user: z.string().max(256).nullable() }),
        z.strictObject(toToken),
      ]),
    }),
    output: z.strictObject({
      backup: backupSchema,
      /** Keys that signed a challenge after they were read back, and those of algorithms nothing here signs with. */
      signed: z.number().int(),
      untested: z.number().int(),
      rehearsedBy: z.array(z.enum(['passphrase', 'recovery-code'])),
      /** Damaged rows of the vault that could not go in. */
      leftOut: z.number().int(),
      /** Older backups of the same place that were removed, by the rule of generations. */
      removed: z.number().int(),
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
  /** With a secret it is opened and restored in rehearsal, without one compared with what was rehearsed. */
  'backups.verify': command({
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
  /** Files that the keys of a backup were imported from, unchanged since; main holds their paths under ids (D05). */
  'backups.originals': query({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      canTrash: z.boolean(),
      files: z.array(z.strictObject({ fileId: z.uuid(), displayPath: z.string() })),
    }),
    errors: ['vault-missing', 'not-found', ...vaultErrors],
  }),
  /** Into the system's trash. `file-unreadable`: it is not the file any more that was shown. */
  'backups.trashOriginal': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ fileId: z.uuid() }),
    output: nothing,
    errors: ['draft-expired', 'not-available', 'file-unreadable', 'trash-failed'],
  }),
  /** Out of the history; the file stays where it is. */
  'backups.forget': command({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: nothing,
    errors: ['vault-missing', 'not-found', ...vaultErrors],
  }),
  /** The system's dialog for a file to restore from; main holds its path under an id. */
  'backups.chooseFile': command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      file.extend({ outcome: z.literal('chosen') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    interactive: true,
  }),
  /** A draft that `imports.inspect` found to be a backup, as a file to restore from. */
  'backups.openDraft': command({
    powers: 'none',
    input: z.strictObject({ draftId: z.uuid() }),
    output: file,
    errors: ['draft-expired'],
  }),
  /** A backup of the history as a file to restore from. */
  'backups.openKnown': command({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: file,
    errors: ['vault-missing', 'not-found', 'backup-gone', 'secret-missing', ...vaultErrors],
  }),
  /** What restoring would change; changes nothing. */
  'backups.preview': query({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ fileId: z.uuid(), secret: backupSecretSchema, access }),
    output: z.strictObject({
      createdAt: z.string(),
      items: z.array(restoreItemSchema),
      /** Keys that come back without a certificate. */
      loneKeys: z.number().int(),
      watched: z.number().int(),
      /** Trust anchors that do not count before a person compared them here. */
      anchors: z.number().int(),
      /** What would come back beside certificates, as long as nothing is left out. */
      profiles: z.number().int(),
      requests: z.number().int(),
      visits: z.number().int(),
      losses: z.number().int(),
      /** Made by this vault. */
      ownVault: z.boolean(),
      /** A later backup of everything by this vault (ISO 8601 UTC). */
      laterBackupAt: z.string().nullable(),
      /** The vault was later when the backup was made: it is an older copy of itself. */
      vaultIsOlder: z.boolean(),
      /** Keys would come in and the vault has no protector: ask for a passphrase first (K01). */
      needsProtector: z.boolean(),
    }),
    errors: ['secret-missing', ...vaultErrors, ...placeErrors, ...reading],
    long: true,
  }),
  /** One transaction: all of it or nothing. */
  'backups.restore': command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({
      fileId: z.uuid(),
      secret: backupSecretSchema,
      access,
      /** What is not named is merged: what the vault has stays, what it lacks is filled in. */
      choices: z.array(z.strictObject({ sha256: sha256Schema, choice: z.enum(restoreChoices) })).max(maxItems),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      /** Certificates of which the vault kept something that the backup has otherwise. */
      oursKept: z.number().int(),
      /** Stores in which those that came in were once: `firefox:…`, of this or another computer. */
      installedIn: z.array(z.string()),
    }),
    errors: [...placeErrors, ...reading, 'secret-required', 'passphrase-weak', ...vaultErrors],
    maxBytes: maxItems * 110 + 8192,
    long: true,
  }),
} as const;
