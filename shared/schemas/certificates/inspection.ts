// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { diagnosisCodes } from '../../domain/imports/diagnosis-codes.ts';
import { keyMakerSchema, sha256Schema, signatureVerdictSchema } from './certificate.ts';

export const fileKinds = [
  'pkcs12',
  'pem',
  'der',
  'pkcs7',
  'pkcs8',
  'csr',
  'crl',
  'jks',
  'cfca-sm2',
  'enveloped-key',
  'enveloped-data',
  'vault',
  'backup',
  'unknown',
] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

export const diagnosisSchema = z.strictObject({
  code: z.enum(diagnosisCodes),
  algorithm: z.string().optional(),
  offset: z.number().int().optional(),
  /** How the password was encoded: `bmp` (standard), `utf-8`, `latin1` or `gbk`. */
  passwordEncoding: z.string().optional(),
  /** A key of `limitNames`, such as `iterations`. */
  limit: z.string().optional(),
  /** Issuer and serial number of the certificate whose key can decrypt the data. */
  recipient: z.string().optional(),
  possiblyDamaged: z.boolean().optional(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

export const inspectedCertificateSchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
  issuer: z.string(),
  displayName: z.string(),
  issuerName: z.string(),
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  algorithm: z.string(),
  isCa: z.boolean(),
  hasPrivateKey: z.boolean(),
});
export type InspectedCertificate = z.infer<typeof inspectedCertificateSchema>;

export const inspectedKeySchema = z.strictObject({
  algorithm: z.string(),
  /** SHA-256 of the key's certificate, if in the same file. */
  matches: sha256Schema.nullable(),
  /** False if the public key can't be derived from this key. */
  usable: z.literal(false).optional(),
  spkiSha256: sha256Schema.optional(),
  madeBy: keyMakerSchema.optional(),
});

export const unopenedKeySchema = z.strictObject({
  name: z.string().nullable(),
  /** SHA-256 of the key's certificate, if the file states it. */
  matches: sha256Schema.nullable(),
  /** `password`: missing or wrong. `secret-key`: a symmetric key. */
  reason: z.enum(['password', 'unsupported', 'secret-key']),
});
export type UnopenedKey = z.infer<typeof unopenedKeySchema>;

export const inspectedCrlSchema = z.strictObject({
  /** RFC 4514. */
  issuer: z.string(),
  /** ISO 8601 UTC. */
  thisUpdate: z.string(),
  nextUpdate: z.string().nullable(),
  /** Lower-case hex. */
  number: z.string().nullable(),
  /** Total number. `revoked` lists only the first 100. */
  entries: z.number().int(),
  revoked: z.array(z.strictObject({ serial: z.string(), date: z.string(), reason: z.string().nullable() })),
});

export const inspectedRequestSchema = z.strictObject({
  /** RFC 4514. */
  subject: z.string(),
  algorithm: z.string(),
  subjectAlternativeNames: z.array(z.string()),
  signature: signatureVerdictSchema,
});

export const inspectedVaultSchema = z.strictObject({
  /** Excludes deleted certificates (最近删除). */
  certificates: z.number().int(),
  keys: z.number().int(),
  /** Empty if the vault has neither a passphrase nor a recovery code. */
  opensBy: z.array(z.enum(['passphrase', 'recovery-code'])),
});
export type InspectedVault = z.infer<typeof inspectedVaultSchema>;

/** Also the JSON output of `inspect`. */
export const inspectionReportSchema = z.strictObject({
  file: z.string(),
  kind: fileKindSchema,
  certificates: z.array(inspectedCertificateSchema),
  keys: z.array(inspectedKeySchema),
  unopenedKeys: z.array(unopenedKeySchema).optional(),
  crls: z.array(inspectedCrlSchema).optional(),
  requests: z.array(inspectedRequestSchema).optional(),
  /** If set, the report lists no certificates or keys. */
  vault: inspectedVaultSchema.optional(),
  diagnosis: diagnosisSchema,
});
export type InspectionReport = z.infer<typeof inspectionReportSchema>;
