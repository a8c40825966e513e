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
 * `replace`: install and test the new certificate, then remove the old one. `retire`: the new one is already installed.
 * `done`: nothing to do. `token`: the user must write the new one to the USB key.
 */
export const plannedPlaceSchema = place.extend({
  todo: z.enum(['replace', 'retire', 'done', 'token', 'refused']),
  code: z.enum(errorCodes).nullable(),
  needsPassword: z.boolean(),
  running: z.boolean(),
});
export type PlannedPlace = z.infer<typeof plannedPlaceSchema>;

/**
 * `both`: the new certificate is installed, but the old one isn't removed yet. `kept`: the old one is unchanged, see
 * `code`. `done`, `token`: see `plannedPlaceSchema`.
 */
export const replacedPlaceSchema = place.extend({
  outcome: z.enum(['replaced', 'done', 'both', 'kept', 'token', 'not-tried']),
  code: z.enum(errorCodes).nullable(),
  proofs: z.array(proofSchema),
  restart: z.boolean(),
});
export type ReplacedPlace = z.infer<typeof replacedPlaceSchema>;

export const renewalFactsSchema = z.strictObject({
  profileId: z.uuid().nullable(),
  protocol: z.enum(profileProtocols).nullable(),
  /** Time from which renewal is offered (ISO 8601 UTC). */
  from: z.string(),
  /** Set for a renewed certificate, and for its successor while the old one is installed. */
  pair: renewedPairSchema.nullable(),
  left: z.number().int(),
});
export type RenewalFacts = z.infer<typeof renewalFactsSchema>;

export const renewalRowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('certificate'),
    certificate: certificateSummarySchema,
    authority: z.strictObject({ profileId: z.uuid(), name: z.string(), protocol: z.enum(profileProtocols) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('entry'), entry: watchedSchema }),
]);
export type RenewalRow = z.infer<typeof renewalRowSchema>;

/**
 * `server`: EST or CMP. `token`: the same, with a key on a USB key. `page`: the bank's site. `file`: a request file.
 * `lost`: apply again. `reminder`: only a name and a date. `unset`: the user decides.
 */
export const renewalWays = ['server', 'token', 'page', 'file', 'lost', 'reminder', 'unset'] as const;
export type RenewalWay = (typeof renewalWays)[number];

/**
 * `not-installed`: renewed, but replacing an installed certificate failed. `waiting`: the CA hasn't decided. `person`:
 * the user must act, see `way`. `preflight`: nothing was sent, see `checks`. `not-tried`: the batch stopped earlier.
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

export const batchItemSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  way: z.enum(renewalWays),
  outcome: z.enum(batchOutcomes),
  code: z.enum(errorCodes).nullable(),
  details: errorDetailsSchema,
  successor: sha256Schema.nullable(),
  places: z.array(replacedPlaceSchema),
  checks: z.array(preflightCheckSchema),
});
export type BatchItem = z.infer<typeof batchItemSchema>;
