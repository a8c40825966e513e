// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateStatuses, chainStates } from '../../domain/certificates/certificate-states.ts';
import { backupStates } from '../../domain/backup/backup-states.ts';
import { originVias } from '../../domain/certificates/origin-vias.ts';
import { pathWarningCodes } from '../../domain/trust/path-reasons.ts';
import { lossSchema } from './loss.ts';

/** SHA-256 of the DER in lower-case hex, used as the certificate's id everywhere. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** `authority`: the CA made the key and so knows it. */
export const keyMakerSchema = z.enum(['authority']);
export type KeyMaker = z.infer<typeof keyMakerSchema>;

export const certificateStatusSchema = z.enum(certificateStatuses);
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

export const chainStateSchema = z.enum(chainStates);
export type ChainState = z.infer<typeof chainStateSchema>;

export const pathWarningSchema = z.strictObject({
  code: z.enum(pathWarningCodes),
  certificate: sha256Schema,
  name: z.string(),
  role: z.enum(['leaf', 'intermediate', 'anchor']),
  detail: z.string().nullable(),
});

/** `fileName` has no folder. */
export const originSchema = z.strictObject({
  via: z.enum(originVias),
  fileName: z.string().nullable(),
  path: z.string().nullable(),
  /**
   * URL (from `Zone.Identifier` on Windows, or of the CA's server), PKCS#11 URI of a token (RFC 7512), or provider of a
   * hardware key in a system store.
   */
  downloadedFrom: z.string().nullable(),
  importedAt: z.iso.datetime(),
});
export type Origin = z.infer<typeof originSchema>;

export const keyOnTokenSchema = z.strictObject({
  /** The token's label at import or its serial. For a store, the key's provider. */
  label: z.string(),
  /** Empty if a store reported the key, or the certificate isn't in the vault. */
  serial: z.string(),
  keyId: z.string(),
  /** False if the token hides the key without the PIN, or after an import from a store. */
  seen: z.boolean(),
});
export type KeyOnToken = z.infer<typeof keyOnTokenSchema>;

const pairPartSchema = z.strictObject({
  sha256: sha256Schema,
  notBefore: z.string(),
  notAfter: z.string(),
  status: certificateStatusSchema,
  /** True if the key is in the vault or on a known token. */
  hasKey: z.boolean(),
  backup: z.enum(backupStates).nullable(),
});
export type PairPart = z.infer<typeof pairPartSchema>;

/** The two certificates of an SM2 identity. */
const pairSchema = z.strictObject({ signing: pairPartSchema, encryption: pairPartSchema });

/** Identity numbers are masked. */
export const certificateSummarySchema = z.strictObject({
  sha256: sha256Schema,
  /** RFC 4514. */
  subject: z.string(),
  issuer: z.string(),
  displayName: z.string(),
  issuerName: z.string(),
  /** Lower-case hex without leading zeros. */
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  status: certificateStatusSchema,
  chainState: chainStateSchema,
  warnings: z.array(pathWarningSchema),
  hasPrivateKey: z.boolean(),
  /** Also null for a CA, or if the vault has the key. */
  keyOnToken: keyOnTokenSchema.nullable(),
  watched: z.boolean(),
  supersededBy: sha256Schema.nullable(),
  backup: z.enum(backupStates).nullable(),
  /** Reported by the owner, whether or not the CA knows. */
  loss: lossSchema.nullable(),
  /** In a list, validity, status and backup cover both certificates. */
  pair: pairSchema.nullable(),
  isCa: z.boolean(),
  /** `rsa-2048`, `ec-p256`, … or an OID. */
  algorithm: z.string(),
  label: z.string().nullable(),
  place: z.string().nullable(),
  tags: z.array(z.string()),
  origin: originSchema,
});
export type CertificateSummary = z.infer<typeof certificateSummarySchema>;

export const extensionSchema = z.strictObject({
  oid: z.string(),
  name: z.string().nullable(),
  critical: z.boolean(),
  /** In hex if the extension is unknown. */
  values: z.array(z.string()),
});

export const signatureVerdictSchema = z.enum(['valid', 'invalid', 'unknown']);
export type SignatureVerdict = z.infer<typeof signatureVerdictSchema>;

export const chainLinkSchema = z.strictObject({
  sha256: sha256Schema,
  displayName: z.string(),
  notAfter: z.string(),
  isCa: z.boolean(),
  selfSigned: z.boolean(),
  /** `system`: one of the runtime's roots. */
  source: z.enum(['vault', 'system']),
  /** Verified with the next link's key, or its own if self-signed. */
  signature: signatureVerdictSchema,
});

/** Identity numbers in `subject`, `issuer` and `origin` aren't masked. */
export const certificateDetailSchema = certificateSummarySchema.extend({
  keyMadeBy: keyMakerSchema.nullable(),
  note: z.string().nullable(),
  noteLocked: z.boolean(),
  /** The day the user saw the certificate shown as valid on the bank's page. */
  bankValidOn: z.iso.date().nullable(),
  /** Identity number or unified social credit code. */
  holderNumber: z.string().nullable(),
  version: z.number(),
  signatureAlgorithm: z.string(),
  fingerprints: z.strictObject({ sha1: z.string(), sha256: z.string() }),
  keyUsage: z.array(z.string()),
  extendedKeyUsage: z.array(z.string()),
  subjectAlternativeNames: z.array(z.string()),
  extensions: z.array(extensionSchema),
  chain: z.array(chainLinkSchema),
  pem: z.string(),
});
export type CertificateDetail = z.infer<typeof certificateDetailSchema>;
