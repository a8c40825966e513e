// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import {
  fetchedIssuersSchema,
  revocationAnswerSchema,
  revocationCheckSchema,
  revocationPlanSchema,
} from '../../../schemas/trust/revocation.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const maxUrls = 200;
const errors = ['not-found', 'vault-missing', 'damaged', 'limit-exceeded', ...vaultReadErrors] as const;

const consent = z.strictObject({
  sha256: sha256Schema,
  urls: z.array(z.string().max(2048)).max(maxUrls),
  privateHosts: z.array(z.string().max(255)).max(maxUrls),
});

export const revocationCalls = {
  last: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: z.strictObject({ check: revocationCheckSchema.nullable() }),
    errors: ['vault-missing', ...vaultReadErrors],
  }),
  plan: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: revocationPlanSchema,
    errors,
  }),
  /** Contacts only the planned hosts the user approved. */
  check: command({
    powers: ['contacts'],
    guard: 'standing',
    input: consent,
    output: revocationAnswerSchema,
    errors: [...errors, ...vaultWriteErrors],
    maxBytes: 512 * 1024,
    long: true,
  }),
  /** Adds missing issuers to the vault. */
  fetchIssuers: command({
    powers: ['contacts'],
    guard: 'standing',
    input: consent,
    output: fetchedIssuersSchema,
    errors: [...errors, ...vaultWriteErrors],
    maxBytes: 512 * 1024,
    long: true,
  }),
} as const;
