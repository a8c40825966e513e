// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { replacementProblems } from '../../domain/enrolment/reply-problems.ts';
import { errorCodes } from '../../domain/errors/error-codes.ts';
import { errorDetailsSchema } from '../error-details.ts';
import { preflightCheckSchema } from './preflight.ts';
import { profileProtocols } from './ca-profile.ts';
import { certificateSummarySchema, sha256Schema } from '../certificates/certificate.ts';
import { watchedSchema } from '../certificates/watched.ts';
import { placeIdSchema, placeKindSchema, proofSchema } from '../store.ts';

export const renewedPairSchema = z.strictObject({ old: sha256Schema, successor: sha256Schema });
export type RenewedPair = z.infer<typeof renewedPairSchema>;

export type ReplacementProblem = (typeof replacementProblems)[number];

const place = z.strictObject({
  storeId: placeIdSchema,
  storeName: z.string(),
  storeKind: placeKindSchema,
});

/**
 * `replace`: installs and tests the new one, removes the old. `retire`: the new one is already installed. `token`: the
 * owner must write it to the U盾.
 */
export const plannedPlaceSchema = place.extend({
  todo: z.enum(['replace', 'retire', 'done', 'token', 'refused']),
  code: z.enum(errorCodes).nullable(),
  needsPassword: z.boolean(),
  /** A browser shows the old one until restarted. */
  running: z.boolean(),
});
export type PlannedPlace = z.infer<typeof plannedPlaceSchema>;

/**
 * `done`: nothing left. `both`: the old one couldn't be removed yet. `kept`: installing or testing failed, the old one
 * is unchanged. `token`: as planned.
 */
export const replacedPlaceSchema = place.extend({
  outcome: z.enum(['replaced', 'done', 'both', 'kept', 'token', 'not-tried']),
  code: z.enum(errorCodes).nullable(),
  /** For the new one. */
  proofs: z.array(proofSchema),
  restart: z.boolean(),
});
export type ReplacedPlace = z.infer<typeof replacedPlaceSchema>;

export const renewalFactsSchema = z.strictObject({
  /** Null: unknown. */
  profileId: z.uuid().nullable(),
  protocol: z.enum(profileProtocols).nullable(),
  /** ISO 8601 UTC: renewable from then. */
  from: z.string(),
  /** This certificate is either one, or the old one if none is installed. */
  pair: renewedPairSchema.nullable(),
  /** Writable stores with the old one. */
  left: z.number().int(),
});
export type RenewalFacts = z.infer<typeof renewalFactsSchema>;

/** A line in 申请与更新: a certificate, or only a name and a date (D04). */
export const renewalRowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('certificate'),
    certificate: certificateSummarySchema,
    /** Null: not entered. */
    authority: z.strictObject({ profileId: z.uuid(), name: z.string(), protocol: z.enum(profileProtocols) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('entry'), entry: watchedSchema }),
]);
export type RenewalRow = z.infer<typeof renewalRowSchema>;

/**
 * `server`: one click (EST, CMP). `token`: the same with a key on a USB key and a code. `page`: the bank's site, by the
 * guide. `file`: a request file. `lost`: apply again. `reminder`: only a name and a date. `unset`: the person says.
 */
export const renewalWays = ['server', 'token', 'page', 'file', 'lost', 'reminder', 'unset'] as const;
export type RenewalWay = (typeof renewalWays)[number];

/**
 * `renewed`: also installed where the old one was. `not-installed`: renewed, but an old one is still in use. `waiting`:
 * the CA decides. `person`: by its `way`. `preflight`: nothing was sent, see `checks`. `not-tried`: stopped before it.
 */
export const batchOutcomes = [
  'renewed',
  'not-installed',
  'waiting',
  'person',
  'preflight',
  'failed',
  'not-tried',
] as const;
export type BatchOutcome = (typeof batchOutcomes)[number];

/** One certificate of many that are renewed in one go (E11). */
export const batchItemSchema = z.strictObject({
  /** The old one. */
  sha256: sha256Schema,
  displayName: z.string(),
  way: z.enum(renewalWays),
  outcome: z.enum(batchOutcomes),
  /** Why it is not `renewed`. */
  code: z.enum(errorCodes).nullable(),
  details: errorDetailsSchema,
  successor: sha256Schema.nullable(),
  places: z.array(replacedPlaceSchema),
  checks: z.array(preflightCheckSchema),
});
export type BatchItem = z.infer<typeof batchItemSchema>;
