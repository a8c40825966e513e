// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenAlgorithmSchema } from './token.ts';

/**
 * The profile of an authority (E01), as its file has it: docs/formats.md says it member by member, and
 * resources/profiles/profile.schema.json is made from this. Every text is plain: no markup, no line ends, no controls and
 * nothing that turns the direction of writing, so that no profile can look like another one.
 */
const plainPattern =
  /^[^\p{Cc}<>\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]+$/u;
const plain = (max: number) => z.string().min(1).max(max).regex(plainPattern);

const bothLanguages = (max: number) => z.strictObject({ 'zh-CN': plain(max), en: plain(max) });
const steps = z.array(bothLanguages(500)).min(1).max(20);

export const profileProtocols = ['web', 'manual', 'est', 'cmp'] as const;

/** Largest file that is read, in bytes. */
export const maxProfileBytes = 128 * 1024;

const httpsUrl = z
  .string()
  .max(2048)
  .regex(/^https:\/\/[^\s<>]+$/);

const subjectFieldSchema = z.strictObject({
  /** Name of the attribute type as in `--subject`: `CN`, `O`, `C`. */
  type: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/),
  label: bothLanguages(100),
  required: z.boolean(),
});

const challengeFieldSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  label: bothLanguages(100),
  /** Masked on screens, and given by file or standard input only. */
  secret: z.boolean(),
});

export const caProfileSchema = z.strictObject({
  $schema: z.string().max(2048).optional(),
  name: plain(100),
  protocol: z.enum(profileProtocols),
  url: httpsUrl,
  /** PEM of one certificate; it counts for the host of `url` alone. */
  anchor: z.string().max(16_384).optional(),
  /** SHA-256 of the SubjectPublicKeyInfo of one of its authorities, lower-case hex. */
  pins: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(10)
    .optional(),
  subject: z.array(subjectFieldSchema).min(1).max(20).optional(),
  /** The first is made when nobody says otherwise. */
  keyTypes: z.array(tokenAlgorithmSchema).min(1).max(6).optional(),
  challenge: z.array(challengeFieldSchema).min(1).max(10).optional(),
  /** How a first certificate is asked for over CMP (RFC 9483 §4.1); `p10cr` when absent, and always with a key on a token. */
  cmpMessage: z.enum(['ir', 'cr', 'p10cr']).optional(),
  /** Who makes the key of a first certificate: the applicant when absent; `authority` over EST alone (RFC 7030 §4.4). */
  keyMadeBy: z.enum(['applicant', 'authority']).optional(),
  /** Days before its end from which a certificate can be renewed; 60 when absent. */
  renewalDays: z.number().int().min(1).max(365).optional(),
  /** Which key a renewed certificate gets: a new one when absent, `same` where the authority demands the old one's. */
  renewalKey: z.enum(['new', 'same']).optional(),
  /** What will be asked, for people to have at hand. */
  asks: steps.optional(),
  steps: z.strictObject({ apply: steps.optional(), renew: steps.optional(), lost: steps.optional() }).optional(),
  contact: z
    .strictObject({
      phone: plain(60).optional(),
      email: plain(200).optional(),
      url: httpsUrl.optional(),
      hours: bothLanguages(200).optional(),
    })
    .optional(),
});
export type CaProfile = z.infer<typeof caProfileSchema>;
