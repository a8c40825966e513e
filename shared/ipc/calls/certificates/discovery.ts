// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxFoundPage } from '../../../domain/certificates/certificate-states.ts';
import { maxFoundImport } from '../../../domain/imports/import-limits.ts';
import { errorCodes } from '../../../domain/errors/error-codes.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { foundFileSchema, foundStateSchema, scanProgressSchema } from '../../../schemas/certificates/found-file.ts';
import { command, query } from '../../define.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const maxFolders = 50;

const folder = z.strictObject({ folderId: z.uuid(), displayPath: z.string() });

export const discoveryCalls = {
  places: query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({
      places: z.array(
        folder.extend({
          kind: z.enum(['downloads', 'desktop', 'documents', 'home', 'drive']),
          preselected: z.boolean(),
        }),
      ),
    }),
  }),
  chooseFolder: command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.discriminatedUnion('outcome', [
      folder.extend({ outcome: z.literal('chosen') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['file-unreadable'],
    interactive: true,
  }),
  /** Stops the previous search and discards its results. */
  start: command({
    powers: 'none',
    input: z.strictObject({
      folderIds: z.array(z.uuid()).min(1).max(maxFolders),
      /** If set, files that can't contain this certificate are skipped. */
      lookFor: sha256Schema.nullable(),
    }),
    output: z.strictObject({}),
    errors: ['draft-expired'],
  }),
  pause: command({ powers: 'none', input: z.strictObject({}), output: z.strictObject({}) }),
  resume: command({ powers: 'none', input: z.strictObject({}), output: z.strictObject({}) }),
  cancel: command({ powers: 'none', input: z.strictObject({}), output: z.strictObject({}) }),
  results: query({
    powers: 'none',
    input: z.strictObject({
      /** An empty list selects all states. */
      states: z.array(foundStateSchema),
      /** Locked PKCS#12 files count as having keys. */
      withKeysOnly: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(maxFoundPage),
    }),
    output: z.strictObject({
      progress: scanProgressSchema,
      rows: z.array(foundFileSchema),
      matching: z.number().int(),
      counts: z.record(foundStateSchema, z.number().int()),
      lookFor: sha256Schema.nullable(),
    }),
  }),
  /** Imports files that need no password. Failed files are listed in `notImported`. */
  import: command({
    powers: 'none',
    input: z.strictObject({ ids: z.array(sha256Schema).min(1).max(maxFoundImport) }),
    output: z.strictObject({
      added: z.number().int(),
      known: z.number().int(),
      keysAdded: z.number().int(),
      notImported: z.array(z.strictObject({ id: sha256Schema, fileName: z.string(), code: z.enum(errorCodes) })),
    }),
    errors: ['secret-required', 'seal-broken', ...vaultWriteErrors],
    maxBytes: maxFoundImport * 68 + 4096,
    long: true,
  }),
  openDraft: command({
    powers: 'none',
    input: z.strictObject({ id: sha256Schema }),
    output: z.strictObject({ draftId: z.uuid() }),
    errors: ['draft-expired', 'file-unreadable', 'file-too-large', 'limit-exceeded'],
  }),
} as const;
