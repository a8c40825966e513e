// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema, signatureVerdictSchema } from './certificate.ts';

export const fileKinds = [
  'pkcs12',
  'pem',
  'der',
  'pkcs7',
  'pkcs8',
  'csr',
  'crl',
  'jks',
  'vault',
  'backup',
  'unknown',
] as const;
export const fileKindSchema = z.enum(fileKinds);
export type FileKind = z.infer<typeof fileKindSchema>;

export const diagnosisCodes = [
  'opened',
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
  'damaged',
  'not-a-certificate-file',
  'limit-exceeded',
] as const;

/** Promise 1 of the product: what a file is, and if it does not open, which of the causes it is. */
export const diagnosisSchema = z.strictObject({
  code: z.enum(diagnosisCodes),
  /** Name (or OID) of the algorithm that nobody here supports. */
  algorithm: z.string().optional(),
  /** Byte offset of the damage where it is known. */
  offset: z.number().int().optional(),
  /** `bmp`, `utf-8`, `latin1`, `gbk`: set when it was not the standard's own encoding that opened the file. */
  passwordEncoding: z.string().optional(),
  /** Which cap was hit: `iterations`, `size`, `time`, `memory`, `depth`, `objects`. */
  limit: z.string().optional(),
  /** The bytes cannot tell a wrong password from damage. */
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
  /** SHA-256 of the certificate in the same file that the key belongs to. */
  matches: sha256Schema.nullable(),
  /** Present when the key is read but cannot be filed: nobody here derives the public half of its algorithm. */
  usable: z.literal(false).optional(),
});

/** A key that the file holds and that stays shut. */
export const unopenedKeySchema = z.strictObject({
  /** Alias or friendly name. */
  name: z.string().nullable(),
  /** SHA-256 of the certificate in the same file that the key belongs to, as far as the file says. */
  matches: sha256Schema.nullable(),
  /** `password`: needs one, or another one; `unsupported`: its encryption; `secret-key`: symmetric, of no certificate. */
  reason: z.enum(['password', 'unsupported', 'secret-key']),
});
export type UnopenedKey = z.infer<typeof unopenedKeySchema>;

/** A revocation list, as far as it is shown. */
export const inspectedCrlSchema = z.strictObject({
  /** RFC 4514. */
  issuer: z.string(),
  /** ISO 8601 UTC. */
  thisUpdate: z.string(),
  nextUpdate: z.string().nullable(),
  /** Lower-case hex. */
  number: z.string().nullable(),
  /** How many are revoked; `revoked` holds the first 100. */
  entries: z.number().int(),
  revoked: z.array(z.strictObject({ serial: z.string(), date: z.string(), reason: z.string().nullable() })),
});

/** A certificate request (PKCS#10). */
export const inspectedRequestSchema = z.strictObject({
  /** RFC 4514. */
  subject: z.string(),
  algorithm: z.string(),
  subjectAlternativeNames: z.array(z.string()),
  /** By the key that the request is for. */
  signature: signatureVerdictSchema,
});

/** The file of another vault, as far as it can be told without its secret. */
export const inspectedVaultSchema = z.strictObject({
  /** Without those in its 最近删除, which stay behind. */
  certificates: z.number().int(),
  keys: z.number().int(),
  /** Empty: it holds certificates alone, and nothing is asked. */
  opensBy: z.array(z.enum(['passphrase', 'recovery-code'])),
});
export type InspectedVault = z.infer<typeof inspectedVaultSchema>;

/** Answer of `inspect`; the renderer's import preview shows the same. */
export const inspectionReportSchema = z.strictObject({
  file: z.string(),
  kind: fileKindSchema,
  certificates: z.array(inspectedCertificateSchema),
  keys: z.array(inspectedKeySchema),
  /** Present when there are any. */
  unopenedKeys: z.array(unopenedKeySchema).optional(),
  /** Present when there are any. */
  crls: z.array(inspectedCrlSchema).optional(),
  requests: z.array(inspectedRequestSchema).optional(),
  /** Present when the file is a vault: then nothing else is listed. */
  vault: inspectedVaultSchema.optional(),
  diagnosis: diagnosisSchema,
});
export type InspectionReport = z.infer<typeof inspectionReportSchema>;
