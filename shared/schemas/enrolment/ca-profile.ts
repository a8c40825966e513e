// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { keyAlgorithmSchema, sm2UserIds } from './key-algorithm.ts';
import { bothLanguages, httpsUrl, phoneSchema, plain } from './profile-text.ts';

/** This file is the source of resources/profiles/profile.schema.json; see docs/formats.md. */
const steps = z.array(bothLanguages(500)).min(1).max(20);

export const profileProtocols = ['web', 'manual', 'est', 'cmp'] as const;

export const maxProfileBytes = 128 * 1024;

const subjectFieldSchema = z.strictObject({
  /** Attribute type as in `--subject`: `CN`, `O`, `C`. */
  type: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/),
  label: bothLanguages(100),
  required: z.boolean(),
});

const challengeFieldSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  label: bothLanguages(100),
  /** If true, masked on screen and read by the command line only from a file or standard input. */
  secret: z.boolean(),
});

export const caProfileSchema = z.strictObject({
  $schema: z.string().max(2048).optional(),
  name: plain(100),
  protocol: z.enum(profileProtocols),
  url: httpsUrl,
  /** The official page or document behind `asks` and `steps`. */
  source: plain(500).optional(),
  /** The day `asks` and `steps` were checked against `source`; see `guideDays`. */
  checkedOn: z.iso.date().optional(),
  /** PEM, trusted for the host of `url` only. */
  anchor: z.string().max(16_384).optional(),
  /** SHA-256 of a CA's SubjectPublicKeyInfo, lower-case hex. */
  pins: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(10)
    .optional(),
  subject: z.array(subjectFieldSchema).min(1).max(20).optional(),
  /** The first is the default. */
  keyTypes: z.array(keyAlgorithmSchema).min(1).max(7).optional(),
  /** Default `standard`. `empty` suits OpenSSL 3 servers, which default to it. */
  sm2UserId: z.enum(sm2UserIds).optional(),
  /** Uses CFCA's dual-certificate request. Only for `manual` with `keyTypes` `["sm2"]`. Default false. */
  temporaryKey: z.boolean().optional(),
  challenge: z.array(challengeFieldSchema).min(1).max(10).optional(),
  /** RFC 9483 §4.1. Default `p10cr`, which token keys always use. */
  cmpMessage: z.enum(['ir', 'cr', 'p10cr']).optional(),
  /** Default `applicant`. `authority` works over EST only (RFC 7030 §4.4). */
  keyMadeBy: z.enum(['applicant', 'authority']).optional(),
  /** Default 60. */
  renewalDays: z.number().int().min(1).max(365).optional(),
  renewalKey: z.enum(['new', 'same']).optional(),
  asks: steps.optional(),
  steps: z.strictObject({ apply: steps.optional(), renew: steps.optional(), lost: steps.optional() }).optional(),
  contact: z
    .strictObject({
      phone: phoneSchema.optional(),
      /** Bank counter or contact person. */
      branch: plain(200).optional(),
      email: plain(200).optional(),
      url: httpsUrl.optional(),
      hours: bothLanguages(200).optional(),
    })
    .optional(),
});
export type CaProfile = z.infer<typeof caProfileSchema>;
