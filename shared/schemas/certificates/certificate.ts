// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateStatuses, chainStates } from '../../domain/certificates/certificate-states.ts';
import { backupStates } from '../../domain/backup/backup-states.ts';
import { originVias } from '../../domain/certificates/origin-vias.ts';
import { pathWarningCodes } from '../../domain/trust/path-reasons.ts';
import { lossSchema } from './loss.ts';

/** SHA-256 of the DER, lower-case hex: identifies a certificate everywhere. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** The CA then knows the key. */
export const keyMakerSchema = z.enum(['authority']);
export type KeyMaker = z.infer<typeof keyMakerSchema>;

export const certificateStatusSchema = z.enum(certificateStatuses);
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

export const chainStateSchema = z.enum(chainStates);
export type ChainState = z.infer<typeof chainStateSchema>;

export const pathWarningSchema = z.strictObject({
  code: z.enum(pathWarningCodes),
  certificate: sha256Schema,
  /** Identity numbers masked. */
  name: z.string(),
  role: z.enum(['leaf', 'intermediate', 'anchor']),
  detail: z.string().nullable(),
});

/** `fileName` has no folder. `path` null: unknown to the host. */
export const originSchema = z.strictObject({
  via: z.enum(originVias),
  fileName: z.string().nullable(),
  path: z.string().nullable(),
  /**
   * From the system (extended attribute); for a CA its server's URL, for a token the PKCS#11 URI (RFC 7512), for a
   * system store the hardware key's provider.
   */
  downloadedFrom: z.string().nullable(),
  importedAt: z.iso.datetime(),
});
export type Origin = z.infer<typeof originSchema>;

export const keyOnTokenSchema = z.strictObject({
  /** The token's label at import, or its serial; for a store the provider. */
  label: z.string(),
  /** Empty: from a store, which names no token. */
  serial: z.string(),
  /** CKA_ID, hex. */
  keyId: z.string(),
  /** False: hidden without the PIN, or known from a store only. */
  seen: z.boolean(),
});
export type KeyOnToken = z.infer<typeof keyOnTokenSchema>;

const pairPartSchema = z.strictObject({
  sha256: sha256Schema,
  /** ISO 8601 UTC. */
  notBefore: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
  status: certificateStatusSchema,
  /** In the vault or on a known token. */
  hasKey: z.boolean(),
  /** Null: no private key in the vault. */
  backup: z.enum(backupStates).nullable(),
});
export type PairPart = z.infer<typeof pairPartSchema>;

/** Signing and encryption certificate of one SM2 identity (G04). */
const pairSchema = z.strictObject({ signing: pairPartSchema, encryption: pairPartSchema });

/** Identity numbers masked (L01). */
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
  /** Null also if the vault has it. */
  keyOnToken: keyOnTokenSchema.nullable(),
  /** Key elsewhere (D04). */
  watched: z.boolean(),
  supersededBy: sha256Schema.nullable(),
  /** Null: no private key. */
  backup: z.enum(backupStates).nullable(),
  /** By the owner (E08), independent of the CA. */
  loss: lossSchema.nullable(),
  /** Null: no pair. In a list, validity, status and backup cover both. */
  pair: pairSchema.nullable(),
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
  /** As in RFC 5280; null: unknown. */
  name: z.string().nullable(),
  critical: z.boolean(),
  /** Else hex. */
  values: z.array(z.string()),
});

/** `unknown`: unsupported algorithm or missing signer. */
export const signatureVerdictSchema = z.enum(['valid', 'invalid', 'unknown']);
export type SignatureVerdict = z.infer<typeof signatureVerdictSchema>;

export const chainLinkSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  notAfter: z.string(),
  isCa: z.boolean(),
  selfSigned: z.boolean(),
  /** `system`: among the runtime's roots. */
  source: z.enum(['vault', 'system']),
  /** By the next link, or itself if self-signed. */
  signature: signatureVerdictSchema,
});

/** Unmasked identity numbers. */
export const certificateDetailSchema = certificateSummarySchema.extend({
  /** Null: made here or unknown. */
  keyMadeBy: keyMakerSchema.nullable(),
  note: z.string().nullable(),
  noteLocked: z.boolean(),
  /** `YYYY-MM-DD`: a person saw it valid on the bank's page. */
  bankValidOn: z.iso.date().nullable(),
  /** The holder's unmasked identity number or company credit code. */
  holderNumber: z.string().nullable(),
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
