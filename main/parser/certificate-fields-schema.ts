// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../shared/schemas/certificates/certificate.ts';

export const certificateFieldsSchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
  issuer: z.string(),
  displayName: z.string(),
  issuerName: z.string(),
  maskedSubject: z.string(),
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  algorithm: z.string(),
  isCa: z.boolean(),
  selfIssued: z.boolean(),
  subjectHash: sha256Schema,
  issuerHash: sha256Schema,
  spkiSha256: sha256Schema,
  subjectKeyId: z.string().nullable(),
  authorityKeyId: z.string().nullable(),
  keyUsage: z.number().int().nullable(),
  searchText: z.string(),
});
