// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { anchorFactsSchema, ownAnchorSchema, pathCheckSchema } from '../../schemas/trust.ts';
import { command, query } from '../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ sha256: sha256Schema });
/** At least the first 8 hex digits of the SHA-256, by a person who compared them; colons and spaces do not count. */
const compared = named.extend({ typed: z.string().max(200) });
const readErrors = ['limit-exceeded', ...vaultReadErrors] as const;
const writeErrors = ['limit-exceeded', ...vaultWriteErrors] as const;
const sealErrors = [
  'fingerprint-differs',
  'not-found',
  'vault-missing',
  'vault-locked',
  'seal-broken',
  'vault-not-accepted',
  ...writeErrors,
] as const;
const fileErrors = [
  'not-an-authority',
  'file-unreadable',
  'file-too-large',
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
  'damaged',
  'not-a-certificate-file',
  ...readErrors,
] as const;

/** The authorities of a file, one at least. */
const authoritiesSchema = z.array(anchorFactsSchema).min(1);

/** A person's own trust anchors (V04). */
export const anchorCalls = {
  /** `system`: how many the operating system has. */
  'anchors.list': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ anchors: z.array(ownAnchorSchema), system: z.number().int() }),
    errors: readErrors,
  }),
  /** Asks for the file with the host's dialog. Nothing is trusted for having been looked at. */
  'anchors.chooseFile': command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('looked'), authorities: authoritiesSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: fileErrors,
    interactive: true,
  }),
  /** Of a certificate of the vault, or a root that only the runtime knows. */
  'anchors.lookAt': query({
    powers: 'none',
    input: named,
    output: anchorFactsSchema,
    errors: ['not-found', 'not-an-authority', 'vault-missing', ...readErrors],
  }),
  /** What was looked at. `vault-locked`: it comes under the seal. */
  'anchors.add': command({
    powers: ['trust'],
    guard: 'question',
    input: compared,
    output: ownAnchorSchema,
    errors: ['not-an-authority', ...sealErrors],
  }),
  /** One that came with another vault. */
  'anchors.confirm': command({
    powers: ['trust'],
    guard: 'question',
    input: compared,
    output: ownAnchorSchema,
    errors: sealErrors,
  }),
  'anchors.remove': command({
    powers: 'none',
    input: named,
    output: nothing,
    errors: ['not-found', 'vault-missing', ...writeErrors],
  }),
} as const;

/** Verdicts of path validation on the certificates of the vault (V01, V03). */
export const pathCalls = {
  /** The newest one; null: it was not judged yet. */
  'paths.verdict': query({
    powers: 'none',
    input: named,
    output: z.strictObject({ check: pathCheckSchema.nullable() }),
    errors: ['not-found', 'vault-missing', ...readErrors],
  }),
  /** Judges it now; nothing is fetched. */
  'paths.check': command({
    powers: 'none',
    input: named,
    output: z.strictObject({ check: pathCheckSchema }),
    errors: ['not-found', 'vault-missing', ...writeErrors],
    long: true,
  }),
} as const;
