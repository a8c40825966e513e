// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxImportBytes } from '../../../domain/imports/import-limits.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pendingRequestSchema } from '../../../schemas/enrolment/enrolment.ts';
import { takenDraftSchema } from '../../../schemas/certificates/import-results.ts';
import { inspectionReportSchema } from '../../../schemas/certificates/inspection.ts';
import { endedWebEnrolmentSchema } from '../../../schemas/enrolment/web-enrolment.ts';
import { command, query } from '../../define.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

/** Base64 grows by 4/3. */
const maxImportMessage = Math.ceil((maxImportBytes * 4) / 3) + 4096;

/** More calls let other commands run in between. */
export const maxTaken = 64;

const chosenFile = z.strictObject({ draftId: z.uuid(), fileName: z.string() });
const draft = z.strictObject({ draftId: z.uuid() });
const preview = z.strictObject({
  draftId: z.uuid(),
  report: inspectionReportSchema,
  known: z.array(sha256Schema),
  /** Ask for a passphrase first (K01). */
  needsProtector: z.boolean(),
  /** End-entity certificates, if few. */
  holders: z.array(
    z.strictObject({
      sha256: sha256Schema,
      /** Masked identity number or company credit code. */
      number: z.string().nullable(),
      /** Stored, expires within 60 days or has expired: same holder and issuer, or same key. */
      replaces: z.strictObject({ sha256: sha256Schema, displayName: z.string(), notAfter: z.string() }).nullable(),
    }),
  ),
  /** Encrypted for an SM2 key in the locked vault: unlock, then inspect again. */
  needsUnlock: z.boolean(),
  /** Certificates in the vault that gain their private key. */
  completes: z.array(sha256Schema),
});

export const importCalls = {
  /** Empty: cancelled. Reads no file. */
  choose: command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ files: z.array(chosenFile) }),
    interactive: true,
  }),
  /** Bytes, because a page in Chromium never sees a path. */
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
    errors: ['draft-expired', 'file-unreadable', 'file-too-large', 'vault-damaged', 'vault-newer'],
    long: true,
  }),
  /** Skips unusable keys. `certificatesOnly`: also files whose keys do not open. */
  commit: command({
    powers: 'none',
    input: draft.extend({
      certificatesOnly: z.boolean().optional(),
      /** The person's decision about `holders`: replace the old one, or keep using both. */
      twins: z
        .array(z.strictObject({ sha256: sha256Schema, old: sha256Schema, isReplaced: z.boolean() }))
        .max(5)
        .optional(),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      /** Completed by one of its certificates, or refused it (E05). */
      requests: z.array(pendingRequestSchema),
      webEnrolments: z.array(endedWebEnrolmentSchema),
    }),
    errors: ['draft-expired', 'secret-required', 'unsupported-algorithm', ...vaultWriteErrors, 'seal-broken'],
    long: true,
  }),
  /** Unopened files stay drafts, listed in `items` with the reason; those after a cancel are missing. */
  take: command({
    powers: 'none',
    input: z.strictObject({
      draftIds: z.array(z.uuid()).min(1).max(maxTaken),
      password: z.string().max(1024).nullable(),
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
