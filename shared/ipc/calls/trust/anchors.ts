// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { anchorFactsSchema, ownAnchorSchema } from '../../../schemas/trust/trust.ts';
import { command, query } from '../../define.ts';
import { diagnosisErrors } from '../../../domain/imports/diagnosis-codes.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ sha256: sha256Schema });
/** `typed` is at least the first 8 hex digits of the SHA-256. */
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
  ...diagnosisErrors,
  ...readErrors,
] as const;

const authoritiesSchema = z.array(anchorFactsSchema).min(1);

export const anchorCalls = {
  list: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ anchors: z.array(ownAnchorSchema), system: z.number().int() }),
    errors: readErrors,
  }),
  chooseFile: command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('looked'), authorities: authoritiesSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: fileErrors,
    interactive: true,
  }),
  /** Searches the vault and the runtime's roots. */
  lookAt: query({
    powers: 'none',
    input: named,
    output: anchorFactsSchema,
    errors: ['not-found', 'not-an-authority', 'vault-missing', ...readErrors],
  }),
  /** Needs an unlocked vault, because the seal covers anchors. */
  add: command({
    powers: ['trust'],
    guard: 'question',
    input: compared,
    output: ownAnchorSchema,
    errors: ['not-an-authority', ...sealErrors],
  }),
  /** Trusts an unconfirmed anchor, for example one from another vault or a backup. */
  confirm: command({
    powers: ['trust'],
    guard: 'question',
    input: compared,
    output: ownAnchorSchema,
    errors: sealErrors,
  }),
  remove: command({
    powers: 'none',
    input: named,
    output: nothing,
    errors: ['not-found', 'vault-missing', ...writeErrors],
  }),
} as const;
