// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../domain/errors/error-codes.ts';
import { certificateStatusSchema, sha256Schema } from '../../schemas/certificates/certificate.ts';
import { lossKindSchema } from '../../schemas/certificates/loss.ts';
import {
  inventoryFindingSchema,
  inventoryRowSchema,
  placementSchema,
  proofSchema,
  placeIdSchema,
  storeIdSchema,
  storeSchema,
} from '../../schemas/store.ts';
import { command, query } from '../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/errors/vault-errors.ts';

const maxStores = 50;
const maxPairs = 1000;
export const maxInventoryPage = 500;

const storePassword = z.string().max(1024).nullable();
const storePasswords = z
  .array(z.strictObject({ storeId: storeIdSchema, password: z.string().max(1024) }))
  .max(maxStores);
const pair = z.strictObject({ sha256: sha256Schema, storeId: storeIdSchema });

const storeErrors = [
  'store-not-found',
  'store-locked',
  'store-read-only',
  'store-damaged',
  'store-tools-missing',
  'store-needs-password',
  'store-wrong-password',
  'store-refused',
] as const;

export const storeCalls = {
  list: query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({ stores: z.array(storeSchema) }),
  }),
  inventory: query({
    powers: 'none',
    input: z.strictObject({
      search: z.string().max(200),
      /** Null: everywhere. `vault`: in the vault but installed nowhere. */
      place: z.union([placeIdSchema, z.literal('vault')]).nullable(),
      finding: inventoryFindingSchema.nullable(),
      includeAuthorities: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(maxInventoryPage),
    }),
    output: z.strictObject({
      rows: z.array(inventoryRowSchema),
      matching: z.number().int(),
      total: z.number().int(),
      findings: z.record(inventoryFindingSchema, z.number().int()),
      tokens: z.array(z.strictObject({ id: placeIdSchema, name: z.string() })),
      unread: z.array(z.strictObject({ storeId: placeIdSchema, storeName: z.string(), code: z.enum(errorCodes) })),
      readAt: z.string(),
    }),
    errors: vaultReadErrors,
  }),
  places: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({
      places: z.array(placementSchema),
      namesakes: z.array(
        z.strictObject({
          sha256: sha256Schema,
          displayName: z.string(),
          notAfter: z.string(),
          status: certificateStatusSchema,
          storeIds: z.array(storeIdSchema),
        }),
      ),
      readAt: z.string(),
    }),
    errors: ['not-found', ...vaultReadErrors],
  }),
  planInstall: query({
    powers: 'none',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxPairs),
      storeIds: z.array(storeIdSchema).min(1).max(maxStores),
    }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          /** `replace-keyless`: the store has the certificate without its key. */
          outcome: z.enum(['install', 'replace-keyless', 'already-installed', 'refused']),
          code: z.enum(errorCodes).nullable(),
          /** Number of issuer certificates to add. They aren't marked as trusted. */
          withIssuers: z.number().int(),
          /** The store has another certificate with the same subject. Both stay. */
          namesake: z.boolean(),
          loss: lossKindSchema.nullable(),
        }),
      ),
      needPassword: z.array(storeIdSchema),
      running: z.array(storeIdSchema),
    }),
    errors: ['vault-missing', 'not-found', 'store-not-found'],
  }),
  /** Reads back each certificate and tests its key. */
  install: command({
    powers: ['leaves'],
    guard: 'question',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxPairs),
      storeIds: z.array(storeIdSchema).min(1).max(maxStores),
      passwords: storePasswords,
    }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          outcome: z.enum(['installed', 'already-installed', 'failed', 'not-tried']),
          /** Null only if `installed`. `proof-failed`: the certificate was written but failed a test (see `proofs`). */
          code: z.enum(errorCodes).nullable(),
          proofs: z.array(proofSchema),
        }),
      ),
    }),
    errors: ['vault-missing', 'vault-locked', 'not-found', 'store-not-found', 'seal-broken', ...vaultWriteErrors],
    maxBytes: maxPairs * 68 + 64 * 1024,
    long: true,
  }),
  planRemove: query({
    powers: 'none',
    input: z.strictObject({ items: z.array(pair).min(1).max(maxPairs) }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          keyStays: z.boolean(),
          /** True if no copy of the key would remain in the vault, a store or a token. Ignores backups. */
          lastCopy: z.boolean(),
          code: z.enum(errorCodes).nullable(),
        }),
      ),
      needPassword: z.array(storeIdSchema),
      running: z.array(storeIdSchema),
    }),
    errors: ['store-not-found'],
    maxBytes: maxPairs * 4400,
  }),
  /** Removing the last copy of a key fails with `last-key-copy` unless `evenLastCopy`. */
  remove: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      items: z.array(pair).min(1).max(maxPairs),
      passwords: storePasswords,
      evenLastCopy: z.boolean(),
    }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          outcome: z.enum(['removed', 'failed', 'not-tried']),
          code: z.enum(errorCodes).nullable(),
        }),
      ),
      /** Stores whose browser shows removed certificates until restarted. */
      restart: z.array(storeIdSchema),
    }),
    errors: ['store-not-found', ...vaultWriteErrors],
    maxBytes: maxPairs * 4400 + 64 * 1024,
    long: true,
  }),
  test: command({
    powers: 'none',
    input: pair.extend({ password: storePassword }),
    output: z.strictObject({ proofs: z.array(proofSchema) }),
    errors: [...storeErrors, 'not-installed', 'key-missing', 'key-elsewhere', 'proof-failed', ...vaultWriteErrors],
    long: true,
  }),
  /** Requests `/` without a client certificate. */
  lookAtServer: command({
    powers: ['contacts'],
    guard: 'question',
    input: z.strictObject({ url: z.string().max(2048) }),
    output: z.strictObject({
      lookId: z.uuid(),
      host: z.string(),
      punycodeHost: z.string(),
      port: z.number().int(),
      chain: z.array(z.strictObject({ sha256: sha256Schema, displayName: z.string(), notAfter: z.string() })),
      trusted: z.boolean(),
      problem: z.string().nullable(),
      /** HTTP status without a certificate, or null if the connection was closed. */
      statusWithout: z.number().int().nullable(),
    }),
    errors: ['address-refused', 'server-unreachable'],
    long: true,
  }),
  login: command({
    powers: ['leaves', 'contacts'],
    guard: 'question',
    input: pair.extend({ password: storePassword, lookId: z.uuid() }),
    output: z.strictObject({
      /**
       * `taken`: the server accepts the certificate. `no-difference`: it responds the same without one. `refused`:
       * connection closed or access forbidden.
       */
      outcome: z.enum(['taken', 'no-difference', 'refused']),
      status: z.number().int().nullable(),
      proof: proofSchema,
    }),
    errors: [
      ...storeErrors,
      'not-installed',
      'key-missing',
      'key-unsupported',
      'key-elsewhere',
      'not-exportable',
      'draft-expired',
      'server-unreachable',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  takeIn: command({
    powers: 'none',
    input: pair.extend({ password: storePassword, withKey: z.boolean() }),
    output: z.strictObject({ added: z.boolean(), keyAdded: z.boolean() }),
    errors: [
      ...storeErrors,
      'not-installed',
      'key-missing',
      'verification-failed',
      'not-exportable',
      'key-elsewhere',
      'secret-required',
      'seal-broken',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
} as const;
