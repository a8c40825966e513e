// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxImportBytes } from '../../domain/import-limits.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { pendingRequestSchema } from '../../schemas/enrolment.ts';
import { takenDraftSchema } from '../../schemas/import-results.ts';
import { inspectionReportSchema } from '../../schemas/inspection.ts';
import { endedVisitSchema } from '../../schemas/web-visit.ts';
import { command, query } from '../define.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

/** Base64 grows by 4/3; the rest is room for the JSON around it. */
const maxImportMessage = Math.ceil((maxImportBytes * 4) / 3) + 4096;

/** Drafts of one `imports.take`: more come in further calls, so that others get their turn. */
export const maxTaken = 64;

const chosenFile = z.strictObject({ draftId: z.uuid(), fileName: z.string() });
const draft = z.strictObject({ draftId: z.uuid() });
const preview = z.strictObject({
  draftId: z.uuid(),
  report: inspectionReportSchema,
  /** Certificates of the file that the vault holds already. */
  known: z.array(sha256Schema),
  /** A first private key would come in and the vault has no protector: ask for a passphrase first (K01). */
  needsProtector: z.boolean(),
});

export const importCalls = {
  /** Opens the host's dialog; an empty list means the person closed it. No file is read yet. */
  'imports.choose': command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ files: z.array(chosenFile) }),
    interactive: true,
  }),
  /** A dropped file: its bytes, since a page in Chromium never sees a path. */
  'imports.drop': command({
    powers: 'none',
    input: z.strictObject({ fileName: z.string().max(400), base64: z.base64().max(maxImportMessage) }),
    output: draft,
    errors: ['file-too-large', 'limit-exceeded'],
    maxBytes: maxImportMessage,
  }),
  'imports.paste': command({
    powers: 'none',
    input: z.strictObject({ text: z.string().max(1024 * 1024) }),
    output: draft,
    errors: ['limit-exceeded'],
    maxBytes: 2 * 1024 * 1024,
  }),
  'imports.inspect': query({
    powers: 'none',
    input: draft.extend({ password: z.string().max(1024).nullable() }),
    output: preview,
    errors: ['draft-expired', 'file-unreadable', 'file-too-large', 'vault-damaged', 'vault-newer'],
    long: true,
  }),
  /**
   * Of an opened file everything that can be filed; keys that the preview calls unusable are left out. With
   * `certificatesOnly` also the certificates of a file whose keys stay shut.
   */
  'imports.commit': command({
    powers: 'none',
    input: draft.extend({ certificatesOnly: z.boolean().optional() }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      /** Requests that a certificate of it ended, or was not taken for (E05). */
      requests: z.array(pendingRequestSchema),
      /** Visits to the pages of authorities that it ended (E01). */
      visits: z.array(endedVisitSchema),
    }),
    errors: ['draft-expired', 'secret-required', 'unsupported-algorithm', ...vaultWriteErrors, 'seal-broken'],
    long: true,
  }),
  /**
   * Many files at once: each is looked into with this password, null for none, and taken in where it opens. What is not
   * taken in stays a draft and is in `items` with its reason; those after a cancel are missing there.
   */
  'imports.take': command({
    powers: 'none',
    input: z.strictObject({
      draftIds: z.array(z.uuid()).min(1).max(maxTaken),
      password: z.string().max(1024).nullable(),
    }),
    output: z.strictObject({
      items: z.array(takenDraftSchema),
      requests: z.array(pendingRequestSchema),
      visits: z.array(endedVisitSchema),
    }),
    errors: ['draft-expired', ...vaultWriteErrors],
    long: true,
  }),
  'imports.discard': command({ powers: 'none', input: draft, output: z.strictObject({}) }),
} as const;
