// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { inventoryFindings } from '../domain/certificates/certificate-states.ts';
import { certificateSummarySchema } from './certificates/certificate.ts';

export const storeKinds = ['chromium', 'firefox', 'windows', 'macos'] as const;
export const storeKindSchema = z.enum(storeKinds);
export type StoreKind = z.infer<typeof storeKindSchema>;

/**
 * `absent`: installing creates the store. `password-needed`: only for writing. `locked`: another program uses the
 * store. `unverified-off`: needs `useUnverified`.
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

export const placeKindSchema = z.enum([...storeKinds, 'token']);
export type PlaceKind = z.infer<typeof placeKindSchema>;
export const placeIdSchema = z.union([
  storeIdSchema,
  z
    .string()
    .max(300)
    .regex(/^token:./),
]);

export const storeSchema = z.strictObject({
  id: storeIdSchema,
  kind: storeKindSchema,
  name: z.string(),
  path: z.string().nullable(),
  browsers: z.array(z.string()),
  state: storeStateSchema,
  /** Technical detail, such as a library's error text. */
  reason: z.string().nullable(),
  /** Running browsers see additions at once, but removals only after a restart. */
  running: z.boolean(),
  isDefault: z.boolean(),
  /** False if support was never tested on a real system (未验证). */
  verified: z.boolean(),
  certificates: z.number().int().nullable(),
  withKey: z.number().int().nullable(),
});
export type Store = z.infer<typeof storeSchema>;

/**
 * `present`: the certificate was read back. `signed`: the key signed a challenge through the store. `login`: a server
 * accepted the certificate.
 */
export const proofKinds = ['present', 'signed', 'login'] as const;
export const proofKindSchema = z.enum(proofKinds);
export type ProofKind = z.infer<typeof proofKindSchema>;

export const proofSchema = z.strictObject({
  kind: proofKindSchema,
  at: z.string(),
  passed: z.boolean(),
  host: z.string().nullable(),
});
export type Proof = z.infer<typeof proofSchema>;

export const placementSchema = z.strictObject({
  storeId: placeIdSchema,
  storeName: z.string(),
  storeKind: placeKindSchema,
  nickname: z.string().nullable(),
  hasKey: z.boolean().nullable(),
  /** Provider of a hardware key, or the token's maker and model; such keys are read-only. */
  hardware: z.string().nullable(),
  running: z.boolean(),
  proofs: z.array(proofSchema),
});
export type Placement = z.infer<typeof placementSchema>;

export const inventoryFindingSchema = z.enum(inventoryFindings);
export type InventoryFinding = z.infer<typeof inventoryFindingSchema>;

/** Identity numbers are masked. */
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
    chainState: true,
    supersededBy: true,
    algorithm: true,
    isCa: true,
    watched: true,
    loss: true,
  })
  .extend({
    inVault: z.boolean(),
    keyInVault: z.boolean(),
    places: z.array(placementSchema),
    findings: z.array(inventoryFindingSchema),
  });
export type InventoryRow = z.infer<typeof inventoryRowSchema>;
