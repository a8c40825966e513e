// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../domain/error-codes.ts';
import { profileProtocols } from './ca-profile.ts';
import { sha256Schema } from './certificate.ts';
import { replyProblems } from './enrolment.ts';
import { placeIdSchema, placeKindSchema, proofSchema } from './store.ts';

/** An old certificate and the one that is to be where it is. */
export const renewedPairSchema = z.strictObject({ old: sha256Schema, successor: sha256Schema });
export type RenewedPair = z.infer<typeof renewedPairSchema>;

/**
 * Why a certificate does not take the place of another one. `key`: its private key does not sign for it; `other-use`: it
 * is not for everything that the old one is for.
 */
export const unfitReasons = [...replyProblems, 'not-yet-valid', 'revoked', 'key', 'other-use'] as const;
export type UnfitReason = (typeof unfitReasons)[number];

const place = z.strictObject({
  storeId: placeIdSchema,
  storeName: z.string(),
  storeKind: placeKindSchema,
});

/**
 * What is still to do in one place. `replace`: the new one goes in, is tested, and the old one goes; `retire`: the new one
 * is there already and is tested before the old one goes; `done`: only the new one is there; `token`: the key is on a U盾,
 * where its owner has to put the new one; `refused`: `code` says why nothing can be done there now.
 */
export const plannedPlaceSchema = place.extend({
  todo: z.enum(['replace', 'retire', 'done', 'token', 'refused']),
  code: z.enum(errorCodes).nullable(),
  /** Asks for its primary password first. */
  needsPassword: z.boolean(),
  /** A browser that uses it runs, and goes on showing the old one until it is started anew. */
  running: z.boolean(),
});
export type PlannedPlace = z.infer<typeof plannedPlaceSchema>;

/**
 * What became of one place. `replaced`: the new one is in and tested, the old one is gone; `done`: so it was before;
 * `both`: the new one is in, the old one could not go yet; `kept`: the new one could not be put there or did not pass its
 * test, the old one is as it was; `token`: as in the plan; `not-tried`: stopped before.
 */
export const replacedPlaceSchema = place.extend({
  outcome: z.enum(['replaced', 'done', 'both', 'kept', 'token', 'not-tried']),
  code: z.enum(errorCodes).nullable(),
  /** Of the new one, from now. */
  proofs: z.array(proofSchema),
  /** The browser shows the old one until it is started anew. */
  restart: z.boolean(),
});
export type ReplacedPlace = z.infer<typeof replacedPlaceSchema>;

/** What can be done about one certificate, told without contacting anybody. */
export const renewalFactsSchema = z.strictObject({
  /** Profile of the authority that it came by; null: none is known here. */
  profileId: z.uuid().nullable(),
  protocol: z.enum(profileProtocols).nullable(),
  /** ISO 8601 UTC: from then on the authority renews it. */
  from: z.string(),
  /** The one that took its place or whose place it took, while there is something to put right or it is this one's. */
  pair: renewedPairSchema.nullable(),
  /** Stores that still have the old one of the pair with its key, where we may change it. */
  left: z.number().int(),
});
export type RenewalFacts = z.infer<typeof renewalFactsSchema>;
