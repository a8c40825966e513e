import { z } from 'zod';
import { maxImportBytes } from '../../domain/import-limits.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { pendingRequestSchema } from '../../schemas/enrolment.ts';
import { inspectionReportSchema } from '../../schemas/inspection.ts';
import { endedVisitSchema } from '../../schemas/web-visit.ts';
import { command, query } from '../define.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

/** Base64 grows by 4/3; the rest is room for the JSON around it. */
const maxImportMessage = Math.ceil((maxImportBytes * 4) / 3) + 4096;

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
  /** Opens the host's dialog; an empty list means the person closed it. */
  'imports.choose': command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ draftIds: z.array(z.uuid()) }),
    errors: ['file-unreadable', 'file-too-large'],
    interactive: true,
  }),
  /** A dropped file: its bytes, since a page in Chromium never sees a path. */
  'imports.drop': command({
    powers: 'none',
    input: z.strictObject({ fileName: z.string().max(400), base64: z.base64().max(maxImportMessage) }),
    output: draft,
    errors: ['file-too-large'],
    maxBytes: maxImportMessage,
  }),
  'imports.paste': command({
    powers: 'none',
    input: z.strictObject({ text: z.string().max(1024 * 1024) }),
    output: draft,
    maxBytes: 2 * 1024 * 1024,
  }),
  'imports.inspect': query({
    powers: 'none',
    input: draft.extend({ password: z.string().max(1024).nullable() }),
    output: preview,
    errors: ['draft-expired'],
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
  'imports.discard': command({ powers: 'none', input: draft, output: z.strictObject({}) }),
} as const;
