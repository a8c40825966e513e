// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../domain/error-codes.ts';
import { certificateStatusSchema, sha256Schema } from '../../schemas/certificate.ts';
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
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const maxStores = 50;
const maxPairs = 1000;
/** Rows of one answer. */
export const maxInventoryPage = 500;

/** Primary password of a store, or null when none was given. */
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

/** Browsers and the OS's stores: what they hold, install, prove, remove, take over (S01-S10). */
export const storeCalls = {
  /** Looks at the disk again when `refresh` says so; else what was last seen. */
  'stores.list': query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({ stores: z.array(storeSchema) }),
  }),
  'stores.inventory': query({
    powers: 'none',
    input: z.strictObject({
      search: z.string().max(200),
      /** Null: everywhere. `vault`: what is not installed anywhere. */
      place: z.union([placeIdSchema, z.literal('vault')]).nullable(),
      finding: inventoryFindingSchema.nullable(),
      includeAuthorities: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(maxInventoryPage),
    }),
    output: z.strictObject({
      rows: z.array(inventoryRowSchema),
      /** Rows of the whole answer. */
      matching: z.number().int(),
      total: z.number().int(),
      /** Over everything that is not an authority, whatever the search. */
      findings: z.record(inventoryFindingSchema, z.number().int()),
      /** USB tokens that are plugged in and were read, for the filter. */
      tokens: z.array(z.strictObject({ id: placeIdSchema, name: z.string() })),
      /** Stores and tokens that could not be read, with the reason: their certificates are missing above. */
      unread: z.array(z.strictObject({ storeId: placeIdSchema, storeName: z.string(), code: z.enum(errorCodes) })),
      /** ISO 8601 UTC: when the stores were last read. */
      readAt: z.string(),
    }),
    errors: vaultReadErrors,
  }),
  /** Where one certificate lies, read anew: for the detail view (L03). */
  'stores.places': query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({
      places: z.array(placementSchema),
      /** Other certificates of the same holder and issuer that are still installed somewhere. */
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
  }),
  /** What an install would do, pair by pair; changes nothing. */
  'stores.planInstall': query({
    powers: 'none',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxPairs),
      storeIds: z.array(storeIdSchema).min(1).max(maxStores),
    }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          /** `install`: would be written, `replace-keyless`: the certificate is there and gets its key. */
          outcome: z.enum(['install', 'replace-keyless', 'already-installed', 'refused']),
          /** Why it is refused: a store's code, `key-missing`, `vault-locked`. */
          code: z.enum(errorCodes).nullable(),
          /** Issuers' certificates that go in with it, without being trusted. */
          withIssuers: z.number().int(),
          /** A namesake with another key is there already (the renewal trap): both stay. */
          namesake: z.boolean(),
        }),
      ),
      /** Stores that ask for their primary password first. */
      needPassword: z.array(storeIdSchema),
      running: z.array(storeIdSchema),
    }),
    errors: ['vault-missing', 'not-found', 'store-not-found'],
  }),
  /** Writes, reads the store again, and has the key sign a challenge; each pair stands for itself. */
  'stores.install': command({
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
          /** Of `failed`; the proof tells when it was written and did not pass. */
          code: z.enum(errorCodes).nullable(),
          proofs: z.array(proofSchema),
        }),
      ),
    }),
    errors: ['vault-missing', 'vault-locked', 'not-found', 'store-not-found', 'seal-broken', ...vaultWriteErrors],
    maxBytes: maxPairs * 68 + 64 * 1024,
    long: true,
  }),
  /** What a removal would mean; changes nothing. */
  'stores.planRemove': query({
    powers: 'none',
    input: z.strictObject({ items: z.array(pair).min(1).max(maxPairs) }),
    output: z.strictObject({
      items: z.array(
        pair.extend({
          displayName: z.string(),
          /** The key stays: another certificate of the store uses it. */
          keyStays: z.boolean(),
          /** Neither the vault nor another store, nor a verified backup, holds this key. */
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
  /** Exactly these certificates and their keys, never a namesake. `last-key-copy` unless `evenLastCopy`. */
  'stores.remove': command({
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
      /** Stores whose browser shows the certificate until it is started anew. */
      restart: z.array(storeIdSchema),
    }),
    errors: ['store-not-found', ...vaultWriteErrors],
    maxBytes: maxPairs * 4400 + 64 * 1024,
    long: true,
  }),
  /** Reads the store again and has the key sign a challenge through it. */
  'stores.prove': command({
    powers: 'none',
    input: pair.extend({ password: storePassword }),
    output: z.strictObject({ proofs: z.array(proofSchema) }),
    errors: [...storeErrors, 'not-installed', 'key-missing', 'key-elsewhere', 'proof-failed', ...vaultWriteErrors],
    long: true,
  }),
  /**
   * Shows the chain of a server that the person named, over a connection without any certificate. The host is told on
   * screen before this is called; nothing but the host's name is sent.
   */
  'stores.lookAtServer': command({
    powers: ['contacts'],
    guard: 'question',
    input: z.strictObject({ url: z.string().max(2048) }),
    output: z.strictObject({
      lookId: z.uuid(),
      host: z.string(),
      /** As in certificates, for a host of other letters; the same as `host` otherwise. */
      punycodeHost: z.string(),
      port: z.number().int(),
      /** Leaf first. */
      chain: z.array(z.strictObject({ sha256: sha256Schema, displayName: z.string(), notAfter: z.string() })),
      /** The system's roots and the host's name agree with the chain. */
      trusted: z.boolean(),
      /** What is wrong with the chain where it is not trusted: a code of TLS, for the detail line. */
      problem: z.string().nullable(),
      /** How the server answered without a certificate; null: it closed the connection. */
      statusWithout: z.number().int().nullable(),
    }),
    errors: ['address-refused', 'server-unreachable'],
    long: true,
  }),
  /** Logs in with the certificate and key of that store, to exactly the server that was looked at. */
  'stores.login': command({
    powers: ['leaves', 'contacts'],
    guard: 'question',
    input: pair.extend({ password: storePassword, lookId: z.uuid() }),
    output: z.strictObject({
      /** `taken`: answered with it and not without; `no-difference`: answers both times; `refused`: closed or forbade. */
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
  /** From a store into the vault, with its key where the store gives it (S10). */
  'stores.takeIn': command({
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
