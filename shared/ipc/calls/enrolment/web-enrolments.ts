// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import {
  guidedEnrolmentSchema,
  tickedStepSchema,
  webEnrolmentPurposeSchema,
  webEnrolmentSchema,
} from '../../../schemas/enrolment/web-enrolment.ts';
import { phoneSchema, plain } from '../../../schemas/enrolment/profile-text.ts';
import { storeIdSchema } from '../../../schemas/store.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ id: z.uuid() });
const folder = z.strictObject({ folderId: z.uuid(), displayPath: z.string() });

/** The page refers to files and folders by id; main keeps the paths. */
export const webEnrolmentCalls = {
  list: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ webEnrolments: z.array(webEnrolmentSchema) }),
    errors: vaultReadErrors,
  }),
  /** The last chosen download folder, or the system's default. */
  place: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ place: folder.nullable(), canOpen: z.boolean() }),
  }),
  chooseFolder: command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      folder.extend({ outcome: z.literal('chosen') }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['file-unreadable'],
    interactive: true,
  }),
  /**
   * With a null `folderId`, no folder is watched. With a null `profileId`, the user applies by phone or at a branch of
   * `bankName`.
   */
  start: command({
    powers: 'none',
    input: z.strictObject({
      profileId: z.uuid().nullable(),
      bankName: plain(100).optional(),
      purpose: webEnrolmentPurposeSchema,
      renews: sha256Schema.nullable(),
      folderId: z.uuid().nullable(),
    }),
    output: webEnrolmentSchema,
    errors: ['not-found', 'draft-expired', 'file-unreadable', ...vaultWriteErrors],
  }),
  move: command({
    powers: 'none',
    input: named.extend({ folderId: z.uuid().nullable() }),
    output: webEnrolmentSchema,
    errors: ['not-found', 'vault-missing', 'draft-expired', 'file-unreadable', ...vaultWriteErrors],
  }),
  guided: query({
    powers: 'none',
    input: named,
    output: guidedEnrolmentSchema,
    errors: ['not-found', ...vaultReadErrors],
  }),
  tick: command({
    powers: 'none',
    input: named.extend({ step: tickedStepSchema, isDone: z.boolean() }),
    output: guidedEnrolmentSchema,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
  /** `isFinished`: completed without a file, as with a USB key. */
  cancel: command({
    powers: 'none',
    input: named.extend({ isFinished: z.boolean() }),
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
  /** Importing the draft's certificate completes the web enrolment. */
  openFile: command({
    powers: 'none',
    input: named.extend({ fileId: z.uuid() }),
    output: z.strictObject({ draftId: z.uuid() }),
    errors: ['not-found', 'file-unreadable', 'file-too-large', 'limit-exceeded'],
  }),
  expect: command({
    powers: 'none',
    input: named.extend({ draftIds: z.array(z.uuid()).min(1).max(64) }),
    output: nothing,
    errors: ['not-found', ...vaultReadErrors],
  }),
  /**
   * Opens the official address in the store's browser, or else in the default one (null `browser`). `failed` names the
   * store's browser if it didn't start. `opened` is false if no browser started. Throws `not-confirmed` if the host
   * wasn't verified.
   */
  openAddress: command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ profileId: z.uuid(), storeId: storeIdSchema.nullable() }),
    output: z.strictObject({ opened: z.boolean(), browser: z.string().nullable(), failed: z.string().nullable() }),
    errors: ['not-found', 'not-confirmed', ...vaultReadErrors],
  }),
  /** Returns the profile linked to this certificate or to another one from the same bank, or null. */
  authorityOf: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({
      profileId: z.uuid().nullable(),
      /** Noted with a loss report on this certificate. */
      phone: phoneSchema.optional(),
    }),
    errors: vaultReadErrors,
  }),
  link: command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema, profileId: z.uuid() }),
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
} as const;
