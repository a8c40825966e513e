// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupOperations, portableRecords } from './backup-protocol.ts';
import { cmpMessageOperation } from './cmp-protocol.ts';
import { fetchedSchema, knownSchema, pathQuestion } from './path-protocol.ts';
import type { Inspection } from '../formats/inspect/inspection.ts';
import {
  diagnosisSchema,
  fileKindSchema,
  inspectedCrlSchema,
  inspectedRequestSchema,
  inspectedVaultSchema,
  unopenedKeySchema,
} from '../../shared/schemas/certificates/inspection.ts';
import { annotationLimits } from '../../shared/schemas/certificates/annotation-limits.ts';
import {
  certificateDetailSchema,
  keyMakerSchema,
  originSchema,
  sha256Schema,
  signatureVerdictSchema,
} from '../../shared/schemas/certificates/certificate.ts';
import { asn1TreeSchema } from '../../shared/schemas/certificates/asn1.ts';
import { profileRecordSchema, requestRecordSchema } from '../vault/merge/enrolment-records.ts';
import { statementShape } from '../vault/merge/merge-descriptions.ts';
import { foreignWatchedSchema } from '../vault/export/foreign-watched.ts';
import { exportProfileSchema } from '../../shared/schemas/certificates/export-options.ts';
import { answerVerdicts } from '../../shared/domain/trust/revocation-outcomes.ts';
import { storedPathReasonsSchema, storedPathWarningsSchema } from '../../shared/schemas/trust/trust.ts';
import { validationAnswerSchema, validationOptionsSchema } from '../../shared/schemas/trust/validation.ts';
import { certificateFieldsSchema } from './certificate-fields-schema.ts';
import { wrappedPairSchema } from './wrapped-pair-schema.ts';

/** Replies are untrusted: a compromised child must not pass malformed data to the vault. */
const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

const challengeAlgorithmSchema = z.enum(['rsa-pkcs1-sha256', 'ecdsa-sha256', 'ecdsa-sha384', 'ed25519', 'sm2-sm3']);

const index = z.number().int().nonnegative();

const inspectionSchema = z.strictObject({
  kind: fileKindSchema,
  order: z.strictObject({ indices: z.array(index), lateNames: z.array(z.tuple([index, z.string()])) }),
  keys: z.array(
    z.strictObject({
      pkcs8: bytes,
      algorithm: z.string(),
      spkiSha256: sha256Schema.nullable(),
      matches: sha256Schema.nullable(),
      friendlyName: z.string().nullable(),
      madeBy: keyMakerSchema.optional(),
    }),
  ),
  unopened: z.array(unopenedKeySchema),
  crls: z.array(inspectedCrlSchema),
  requests: z.array(inspectedRequestSchema),
  diagnosis: diagnosisSchema,
  wrapped: z.array(wrappedPairSchema).optional(),
  unwrappedBy: z.array(sha256Schema).optional(),
});

export const certificateDescriptionSchema = certificateDetailSchema.pick({
  version: true,
  signatureAlgorithm: true,
  fingerprints: true,
  keyUsage: true,
  extendedKeyUsage: true,
  subjectAlternativeNames: true,
  extensions: true,
});
export type CertificateDescription = z.infer<typeof certificateDescriptionSchema>;

const identity = { certificates: z.array(bytes), friendlyName: z.string().nullable() };

const found = { der: bytes, fields: certificateFieldsSchema, friendlyName: z.string().nullable() };

const foreignVaultSchema = z.strictObject({
  vaultId: z.string(),
  certificates: z.array(
    z.strictObject({
      ...found,
      label: z.string().max(annotationLimits.label).nullable(),
      place: z.string().max(annotationLimits.place).nullable(),
      note: z.string().max(annotationLimits.note).nullable(),
      tags: z.array(z.string().max(annotationLimits.tag)).max(annotationLimits.tags),
      origins: z.array(originSchema),
      ...statementShape,
    }),
  ),
  watched: z.array(foreignWatchedSchema),
  profiles: z.array(profileRecordSchema),
  requests: z.array(requestRecordSchema),
  ...portableRecords,
  keys: z.array(
    z.strictObject({
      pkcs8: bytes,
      spkiSha256: sha256Schema,
      algorithm: z.string().max(64),
      madeBy: keyMakerSchema.nullable().optional(),
    }),
  ),
  unreadable: z.strictObject({
    certificates: z.array(z.string()),
    keys: z.array(z.string()),
    notes: z.array(z.string()),
  }),
});

export const parseOperations = {
  inspect: {
    /** With `quick`, gives up with `limit-exceeded` (`iterations`) on slow key derivations. */
    input: z.strictObject({
      bytes,
      password: z.string().nullable(),
      quick: z.boolean().optional(),
      /** SM2 keys (PKCS#8) to try on encrypted content. */
      signingKeys: z.array(bytes).optional(),
    }),
    /** Follows the certificates, which are sent in parts (certificate-columns.ts). */
    output: inspectionSchema,
  },
  readVault: {
    input: z.strictObject({
      path: z.string(),
      secret: z.strictObject({ kind: z.enum(['passphrase', 'recovery-code']), secret: z.string() }).nullable(),
    }),
    output: foreignVaultSchema,
  },
  describeVault: { input: z.strictObject({ path: z.string() }), output: inspectedVaultSchema },
  ...backupOperations,
  asn1: { input: z.strictObject({ der: bytes }), output: asn1TreeSchema },
  describe: { input: z.strictObject({ der: bytes }), output: certificateDescriptionSchema },
  /** Leaf first. See `verifyChain`. */
  verifyChain: {
    input: z.strictObject({ chain: z.array(bytes), lastIsSelfSigned: z.boolean() }),
    output: z.strictObject({ signatures: z.array(signatureVerdictSchema) }),
  },
  verifyChallenge: {
    input: z.strictObject({
      der: bytes,
      message: bytes,
      signature: bytes,
      algorithm: challengeAlgorithmSchema,
    }),
    output: z.strictObject({ verdict: signatureVerdictSchema }),
  },
  verifyWithKey: {
    input: z.strictObject({ spki: bytes, message: bytes, signature: bytes, algorithm: challengeAlgorithmSchema }),
    output: z.strictObject({ verdict: signatureVerdictSchema }),
  },
  validate: {
    input: z.strictObject({ ...pathQuestion, fetched: z.array(fetchedSchema).optional(), known: knownSchema }),
    /** `verdicts`: one per `fetched`, null if unused. */
    output: z.strictObject({
      ...validationAnswerSchema.shape,
      verdicts: z.array(
        z.strictObject({ verdict: z.enum(answerVerdicts), goodUntil: z.string().nullable() }).nullable(),
      ),
    }),
  },
  revocationAddresses: {
    input: z.strictObject({ ...pathQuestion, fetched: z.array(fetchedSchema).optional() }),
    output: z.strictObject({
      /** Ignores revocation. */
      valid: z.boolean(),
      certificates: z.array(
        z.strictObject({
          certificate: sha256Schema,
          name: z.string(),
          certId: bytes.nullable(),
          ocsp: z.array(z.string()),
          crls: z.array(z.array(z.string())),
          deltas: z.array(z.array(z.string())),
          issuers: z.array(z.string()),
        }),
      ),
    }),
  },
  judge: {
    input: z.strictObject({
      certificates: z.array(bytes),
      authorities: z.array(bytes),
      anchors: z.array(bytes),
      at: validationOptionsSchema.shape.at,
    }),
    output: z.strictObject({
      verdicts: z.array(
        z.strictObject({
          valid: z.boolean(),
          sound: z.boolean(),
          reasons: storedPathReasonsSchema,
          warnings: storedPathWarningsSchema,
          path: z.array(sha256Schema),
        }),
      ),
    }),
  },
  /** Null for data that isn't a certificate. */
  readFields: {
    input: z.strictObject({ certificates: z.array(bytes) }),
    output: z.strictObject({ fields: z.array(certificateFieldsSchema.nullable()) }),
  },
  /** DER of issuer, subject and serial number (PKCS#11 §4.6.3). */
  namesOf: {
    input: z.strictObject({ der: bytes }),
    output: z.strictObject({ issuer: bytes, subject: bytes, serialNumber: bytes }),
  },
  /** DER, for renewal (RFC 7030 §4.2.2). */
  holderOf: {
    input: z.strictObject({ der: bytes }),
    output: z.strictObject({
      subject: bytes,
      alternativeNames: z.strictObject({ critical: z.boolean(), value: bytes }).nullable(),
    }),
  },
  csrAttributes: {
    input: z.strictObject({ der: bytes }),
    output: z.strictObject({
      oids: z.array(z.string()),
      attributes: z.array(
        z.strictObject({ type: z.string(), oids: z.array(z.string()), integers: z.array(z.number()) }),
      ),
    }),
  },
  /** `mayAnswer`: the signer acts for a CA (RFC 9480 §2.2). This isn't a trust decision. */
  cmpMessage: cmpMessageOperation,
  spkiOf: { input: z.strictObject({ der: bytes }), output: z.strictObject({ spki: bytes }) },
  publicKeyHash: {
    input: z.strictObject({ pkcs8: bytes }),
    output: z.strictObject({ spkiSha256: sha256Schema.nullable() }),
  },
  write: {
    input: z.discriminatedUnion('format', [
      z.strictObject({
        format: z.literal('p12'),
        ...identity,
        key: bytes.nullable(),
        password: z.string(),
        profile: exportProfileSchema,
      }),
      z.strictObject({ format: z.literal('p7b'), ...identity }),
      z.strictObject({ format: z.literal('pem'), ...identity }),
      z.strictObject({ format: z.literal('der'), ...identity }),
      z.strictObject({ format: z.literal('sm2'), ...identity, key: bytes, password: z.string() }),
      z.strictObject({ format: z.literal('pkcs8'), key: bytes, password: z.string(), profile: exportProfileSchema }),
    ]),
    output: z.strictObject({ bytes }),
  },
} as const;

export type ParseOperation = keyof typeof parseOperations;
export type ParseInput<O extends ParseOperation> = z.infer<(typeof parseOperations)[O]['input']>;
export type ParseReply<O extends ParseOperation> = z.infer<(typeof parseOperations)[O]['output']>;
export type ParseOutput<O extends ParseOperation> = O extends 'inspect' ? Inspection : ParseReply<O>;
