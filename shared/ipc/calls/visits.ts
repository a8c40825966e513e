// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { visitPurposeSchema, webVisitSchema } from '../../schemas/web-visit.ts';
import { command, query } from '../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ id: z.uuid() });
const folder = z.strictObject({ folderId: z.uuid(), displayPath: z.string() });

/** Applications on the pages of authorities, and the files that come of them (E01, E02). Main holds paths under ids. */
export const visitCalls = {
  /** Those that wait, oldest first. */
  'visits.list': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ visits: z.array(webVisitSchema) }),
    errors: vaultReadErrors,
  }),
  /** The folder of downloads: the one that was chosen last, else the system's. `canOpen`: see `visits.openAddress`. */
  'visits.place': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ place: folder.nullable(), canOpen: z.boolean() }),
  }),
  'visits.chooseFolder': command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      folder.extend({ outcome: z.literal('chosen') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['file-unreadable'],
    interactive: true,
  }),
  /** The folder is watched from now on, and suggested the next time. Makes the vault when there is none. */
  'visits.start': command({
    powers: 'none',
    input: z.strictObject({
      profileId: z.uuid(),
      purpose: visitPurposeSchema,
      renews: sha256Schema.nullable(),
      folderId: z.uuid(),
    }),
    output: webVisitSchema,
    errors: ['not-found', 'draft-expired', 'file-unreadable', ...vaultWriteErrors],
  }),
  'visits.move': command({
    powers: 'none',
    input: named.extend({ folderId: z.uuid() }),
    output: webVisitSchema,
    errors: ['not-found', 'vault-missing', 'draft-expired', 'file-unreadable', ...vaultWriteErrors],
  }),
  'visits.giveUp': command({
    powers: 'none',
    input: named,
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
  /** A draft of a file that came, for the import; the visit ends when its certificate is taken in. */
  'visits.openFile': command({
    powers: 'none',
    input: named.extend({ fileId: z.uuid() }),
    output: z.strictObject({ draftId: z.uuid() }),
    errors: ['not-found', 'file-unreadable', 'file-too-large'],
  }),
  /**
   * The official address of a profile in the person's browser. `unverified`: the person was warned that its host is not
   * confirmed, and goes on; else `not-confirmed`. `opened` false: nothing here took it.
   */
  'visits.openAddress': command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ profileId: z.uuid(), unverified: z.boolean() }),
    output: z.strictObject({ opened: z.boolean() }),
    errors: ['not-found', 'not-confirmed', ...vaultReadErrors],
  }),
  /** The profile that a certificate came by, or that a person named; null: none, or it was removed. */
  'visits.authorityOf': query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({ profileId: z.uuid().nullable() }),
    errors: vaultReadErrors,
  }),
  'visits.link': command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema, profileId: z.uuid() }),
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
} as const;
