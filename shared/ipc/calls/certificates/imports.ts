// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxImportBytes } from '../../../domain/imports/import-limits.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pendingRequestSchema } from '../../../schemas/enrolment/enrolment.ts';
import { lossKindSchema } from '../../../schemas/certificates/loss.ts';
import { takenDraftSchema } from '../../../schemas/certificates/import-results.ts';
import { inspectionReportSchema } from '../../../schemas/certificates/inspection.ts';
import { endedWebEnrolmentSchema } from '../../../schemas/enrolment/web-enrolment.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const maxImportMessage = Math.ceil((maxImportBytes * 4) / 3) + 4096;

/** Larger imports take several calls, so that other commands can run in between. */
export const maxTaken = 64;

const chosenFile = z.strictObject({ draftId: z.uuid(), fileName: z.string() });
const draft = z.strictObject({ draftId: z.uuid() });
const preview = z.strictObject({
  draftId: z.uuid(),
  report: inspectionReportSchema,
  known: z.array(sha256Schema),
  needsProtector: z.boolean(),
  /** End-entity certificates of an opened file. Empty if there are more than five. */
  holders: z.array(
    z.strictObject({
      sha256: sha256Schema,
      number: z.string().nullable(),
      /**
       * A stored certificate that has expired or expires within 60 days, with the same key or the same holder, issuer
       * and usage.
       */
      replaces: z.strictObject({ sha256: sha256Schema, displayName: z.string(), notAfter: z.string() }).nullable(),
    }),
  ),
  /** Reported as stolen or exposed. */
  unsafe: z.array(z.strictObject({ sha256: sha256Schema, loss: lossKindSchema })).optional(),
  /** May be encrypted for an SM2 key in the locked vault: unlock, then inspect again. */
  needsUnlock: z.boolean(),
  /** Stored certificates that gain their private key. */
  completes: z.array(sha256Schema),
});

export const importCalls = {
  /** Doesn't read the files. */
  choose: command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ files: z.array(chosenFile) }),
    long: true,
    interactive: true,
  }),
  /** Receives bytes, because a page in Chromium never sees a path. */
  drop: command({
    powers: 'none',
    input: z.strictObject({ fileName: z.string().max(400), base64: z.base64().max(maxImportMessage) }),
    output: draft,
    errors: ['file-too-large', 'limit-exceeded'],
    maxBytes: maxImportMessage,
  }),
  paste: command({
    powers: 'none',
    input: z.strictObject({ text: z.string().max(1024 * 1024) }),
    output: draft,
    errors: ['limit-exceeded'],
    maxBytes: 2 * 1024 * 1024,
  }),
  inspect: query({
    powers: 'none',
    input: draft.extend({ password: z.string().max(1024).nullable() }),
    output: preview,
    errors: [
      'draft-expired',
      'file-unreadable',
      'file-too-large',
      'not-a-vault-file',
      'limit-exceeded',
      ...vaultReadErrors,
    ],
    long: true,
  }),
  /** Skips unusable keys. `certificatesOnly` skips all keys and accepts files whose keys don't open. */
  commit: command({
    powers: 'none',
    input: draft.extend({
      certificatesOnly: z.boolean().optional(),
      /** The user's choice for `holders`: replace the old certificate or keep using both. */
      twins: z
        .array(z.strictObject({ sha256: sha256Schema, old: sha256Schema, isReplaced: z.boolean() }))
        .max(5)
        .optional(),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      /** Requests that this import completed, or whose reply it rejected. */
      requests: z.array(pendingRequestSchema),
      webEnrolments: z.array(endedWebEnrolmentSchema),
    }),
    errors: ['draft-expired', 'secret-required', 'unsupported-algorithm', ...vaultWriteErrors, 'seal-broken'],
    long: true,
  }),
  /** Files that don't open stay drafts, listed in `items` with the reason. Files after a cancellation aren't listed. */
  take: command({
    powers: 'none',
    input: z.strictObject({
      draftIds: z.array(z.uuid()).min(1).max(maxTaken),
      password: z.string().max(1024).nullable(),
      /** The activity log shows calls with the same id as one import. */
      batch: z.uuid().optional(),
    }),
    output: z.strictObject({
      items: z.array(takenDraftSchema),
      requests: z.array(pendingRequestSchema),
      webEnrolments: z.array(endedWebEnrolmentSchema),
    }),
    errors: ['draft-expired', ...vaultWriteErrors],
    long: true,
  }),
  discard: command({ powers: 'none', input: draft, output: z.strictObject({}) }),
} as const;
