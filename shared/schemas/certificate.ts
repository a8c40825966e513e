// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupStates } from '../domain/backup-states.ts';
import { originVias } from '../domain/origin-vias.ts';
import { pathWarningCodes } from '../domain/path-reasons.ts';
import { lossSchema } from './loss.ts';

/** SHA-256 of the certificate's DER, 64 lower-case hex digits: the identity of a certificate everywhere. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who made a private key, where that is known and matters: an authority that made it knows it. */
export const keyMakerSchema = z.enum(['authority']);
export type KeyMaker = z.infer<typeof keyMakerSchema>;

export const certificateStatuses = ['valid', 'expiring', 'expired', 'not-yet-valid', 'revoked', 'superseded'] as const;
export const certificateStatusSchema = z.enum(certificateStatuses);
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

/** Apart from the status: issuers are known up to a root; one is missing; path validation found a fault. */
export const chainStates = ['complete', 'incomplete', 'broken'] as const;
export const chainStateSchema = z.enum(chainStates);
export type ChainState = z.infer<typeof chainStateSchema>;

/** A weak algorithm in its path. */
export const pathWarningSchema = z.strictObject({
  code: z.enum(pathWarningCodes),
  certificate: sha256Schema,
  /** What a person calls that certificate, identity numbers masked. */
  name: z.string(),
  role: z.enum(['leaf', 'intermediate', 'anchor']),
  detail: z.string().nullable(),
});

/** Where an entry of the vault came from. `fileName` has no folder; `path` is null where the host cannot tell. */
export const originSchema = z.strictObject({
  via: z.enum(originVias),
  fileName: z.string().nullable(),
  path: z.string().nullable(),
  /**
   * Address the file was downloaded from, where the system recorded it (extended attribute); of an authority its server's;
   * of a token the PKCS#11 URI of the key (RFC 7512); of a system's store the provider of a key that is on hardware.
   */
  downloadedFrom: z.string().nullable(),
  importedAt: z.iso.datetime(),
});
export type Origin = z.infer<typeof originSchema>;

/** Where a private key is that is not in the vault. */
export const keyOnTokenSchema = z.strictObject({
  /** Of the token, as it was then, or its serial where it had none; of a store's, the provider that reaches it. */
  label: z.string(),
  /** Empty: the certificate was taken in from the system's store, which names a provider and no token. */
  serial: z.string(),
  /** CKA_ID, hex. */
  keyId: z.string(),
  /** False: keys do not show there without the PIN, which was not given; or a store alone says so. */
  seen: z.boolean(),
});
export type KeyOnToken = z.infer<typeof keyOnTokenSchema>;

/** One row of the list. `subject` and `displayName` have identity numbers masked (feature L01). */
export const certificateSummarySchema = z.strictObject({
  sha256: sha256Schema,
  /** RFC 4514. */
  subject: z.string(),
  /** RFC 4514. */
  issuer: z.string(),
  displayName: z.string(),
  issuerName: z.string(),
  /** Lower-case hex without leading zeros. */
  serial: z.string(),
  /** ISO 8601 UTC. */
  notBefore: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
  status: certificateStatusSchema,
  chainState: chainStateSchema,
  warnings: z.array(pathWarningSchema),
  /** In the vault. */
  hasPrivateKey: z.boolean(),
  /** Its certificate was taken in from there; null also where the vault has the key. */
  keyOnToken: keyOnTokenSchema.nullable(),
  /** Its key is known to lie elsewhere, such as on a U盾: it is only watched (D04). */
  watched: z.boolean(),
  /** The newer certificate for the same holder, issuer and use that took its place (status `superseded`). */
  supersededBy: sha256Schema.nullable(),
  /** Whether a backup holds it with its key; null for one without a private key. */
  backup: z.enum(backupStates).nullable(),
  /** Its owner reported it lost or stolen (E08), whatever its authority knows of it. */
  loss: lossSchema.nullable(),
  isCa: z.boolean(),
  /** `rsa-2048`, `ec-p256`, … or the OID. */
  algorithm: z.string(),
  label: z.string().nullable(),
  place: z.string().nullable(),
  tags: z.array(z.string()),
  origin: originSchema,
});
export type CertificateSummary = z.infer<typeof certificateSummarySchema>;

export const extensionSchema = z.strictObject({
  oid: z.string(),
  /** Field's own name (RFC 5280), or null when unknown. */
  name: z.string().nullable(),
  critical: z.boolean(),
  /** One readable line each; falls back to hex. */
  values: z.array(z.string()),
});

/** Whether a signature holds; `unknown`: nothing here supports its algorithm, or its signer is not at hand. */
export const signatureVerdictSchema = z.enum(['valid', 'invalid', 'unknown']);
export type SignatureVerdict = z.infer<typeof signatureVerdictSchema>;

export const chainLinkSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  notAfter: z.string(),
  isCa: z.boolean(),
  selfSigned: z.boolean(),
  /** `vault`: stored here; `system`: a root that the runtime's own list holds. */
  source: z.enum(['vault', 'system']),
  /** By the key of the next link; the last one's by its own where it is self-signed. */
  signature: signatureVerdictSchema,
});

/** Everything the detail view shows. Subject is whole here. */
export const certificateDetailSchema = certificateSummarySchema.extend({
  /** Of the private key in the vault; null: made here, or nobody said. */
  keyMadeBy: keyMakerSchema.nullable(),
  note: z.string().nullable(),
  noteLocked: z.boolean(),
  version: z.number(),
  signatureAlgorithm: z.string(),
  fingerprints: z.strictObject({ sha1: z.string(), sha256: z.string() }),
  keyUsage: z.array(z.string()),
  extendedKeyUsage: z.array(z.string()),
  subjectAlternativeNames: z.array(z.string()),
  extensions: z.array(extensionSchema),
  /** Leaf first. */
  chain: z.array(chainLinkSchema),
  pem: z.string(),
});
export type CertificateDetail = z.infer<typeof certificateDetailSchema>;
