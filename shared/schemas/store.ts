// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateSummarySchema } from './certificate.ts';

export const storeKinds = ['chromium', 'firefox', 'windows', 'macos'] as const;
export const storeKindSchema = z.enum(storeKinds);
export type StoreKind = z.infer<typeof storeKindSchema>;

/**
 * `absent`: the browser is there and its database is not; an install makes it. `password-needed`: readable, and a
 * change asks for the primary password. `locked`: another program holds the database. `tools-missing`: readable, and
 * no library that could change it was found. `unverified-off`: needs the setting for what was never run.
 */
export const storeStates = [
  'ready',
  'absent',
  'password-needed',
  'locked',
  'read-only',
  'damaged',
  'tools-missing',
  'unverified-off',
] as const;
export const storeStateSchema = z.enum(storeStates);
export type StoreState = z.infer<typeof storeStateSchema>;

/** `chromium:PATH`, `firefox:PROFILE`, `windows:MY`, `macos:login`. */
export const storeIdSchema = z
  .string()
  .min(3)
  .max(4200)
  .regex(/^(chromium|firefox|windows|macos):/);

/** Where certificates lie: in a store, or on a token that is plugged in. */
export const placeKindSchema = z.enum([...storeKinds, 'token']);
export type PlaceKind = z.infer<typeof placeKindSchema>;
/** As `storeIdSchema`, or `token:SERIAL`. */
export const placeIdSchema = z.union([
  storeIdSchema,
  z
    .string()
    .max(300)
    .regex(/^token:./),
]);

/** A store of certificates that browsers read, on this computer and for this account. */
export const storeSchema = z.strictObject({
  id: storeIdSchema,
  kind: storeKindSchema,
  /** Shown to people: `Chromium`, `Firefox (default-esr)`. */
  name: z.string(),
  /** Folder of the database, or null where it has none. */
  path: z.string().nullable(),
  /** Browsers found here that read it. */
  browsers: z.array(z.string()),
  state: storeStateSchema,
  /** The library's or the system's own words; for the log and the detail, never the only explanation. */
  reason: z.string().nullable(),
  /** A browser that uses it runs now: it sees additions at once and removals after its restart. */
  running: z.boolean(),
  /** The one that its browser opens by itself. */
  isDefault: z.boolean(),
  /** False: this kind of store was never run by its makers on a real system (未验证). */
  verified: z.boolean(),
  /** Null where it cannot be read. */
  certificates: z.number().int().nullable(),
  withKey: z.number().int().nullable(),
});
export type Store = z.infer<typeof storeSchema>;

/** `present`: the store was read again and holds it. `signed`: its key signed a challenge through the store. `login`: a server took it. */
export const proofKinds = ['present', 'signed', 'login'] as const;
export const proofKindSchema = z.enum(proofKinds);
export type ProofKind = z.infer<typeof proofKindSchema>;

export const proofSchema = z.strictObject({
  kind: proofKindSchema,
  /** ISO 8601 UTC. */
  at: z.string(),
  passed: z.boolean(),
  /** Host name of a login; null for the others. */
  host: z.string().nullable(),
});
export type Proof = z.infer<typeof proofSchema>;

/** Where one certificate lies. */
export const placementSchema = z.strictObject({
  storeId: placeIdSchema,
  storeName: z.string(),
  storeKind: placeKindSchema,
  nickname: z.string().nullable(),
  /** Null: the store does not tell. */
  hasKey: z.boolean().nullable(),
  /** Name of the provider of a key on hardware (U盾), or maker and model of a token: not to be changed from here. Null: not on hardware. */
  hardware: z.string().nullable(),
  /** A browser that uses the store runs now. */
  running: z.boolean(),
  /** The newest of each kind, newest first. */
  proofs: z.array(proofSchema),
});
export type Placement = z.infer<typeof placementSchema>;

/**
 * What a person should know about where a certificate lies. `key-missing`: a store holds it without its key, so a
 * browser cannot use it. `expired-installed`, `superseded-installed`: still offered by a browser. `only-in-store`: its
 * key is in a store and not in the vault.
 */
export const inventoryFindings = ['key-missing', 'expired-installed', 'superseded-installed', 'only-in-store'] as const;
export const inventoryFindingSchema = z.enum(inventoryFindings);
export type InventoryFinding = z.infer<typeof inventoryFindingSchema>;

/** One certificate of vault, stores and watched entries, merged by the SHA-256 of its DER. Identity numbers masked. */
export const inventoryRowSchema = certificateSummarySchema
  .pick({
    sha256: true,
    subject: true,
    issuer: true,
    displayName: true,
    issuerName: true,
    serial: true,
    notBefore: true,
    notAfter: true,
    status: true,
    algorithm: true,
    isCa: true,
    watched: true,
  })
  .extend({
    inVault: z.boolean(),
    keyInVault: z.boolean(),
    places: z.array(placementSchema),
    findings: z.array(inventoryFindingSchema),
  });
export type InventoryRow = z.infer<typeof inventoryRowSchema>;
