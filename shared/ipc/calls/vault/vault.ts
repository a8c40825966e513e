// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { vaultAcceptanceSchema } from '../../../schemas/vault/vault-acceptance.ts';
import { vaultStatusSchema } from '../../../schemas/vault/vault-status.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const secret = z.string().max(1024);

export const vaultCalls = {
  'vault.status': query({ powers: 'none', input: nothing, output: vaultStatusSchema, errors: vaultReadErrors }),
  'vault.acceptance': query({
    powers: 'none',
    input: nothing,
    output: vaultAcceptanceSchema,
    errors: ['vault-missing', ...vaultReadErrors],
  }),
  /** `digest`: of what was shown; `invalid-input`: it has changed. */
  'vault.accept': command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ digest: sha256Schema }),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'limit-exceeded', ...vaultWriteErrors],
  }),
  /** First protector if no OS secret store is usable (K01), else another one. */
  'vault.setPassphrase': command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ passphrase: secret.min(1) }),
    output: vaultStatusSchema,
    errors: [
      'vault-exists',
      'vault-locked',
      'secret-required',
      'passphrase-weak',
      'rekey-unfinished',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  'vault.unlock': command({
    powers: 'none',
    input: z.strictObject({ kind: z.enum(['passphrase', 'recovery-code']), secret }),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'wrong-secret', 'not-available', ...vaultWriteErrors],
    long: true,
  }),
  'vault.lock': command({
    powers: 'none',
    input: nothing,
    output: vaultStatusSchema,
    errors: ['not-lockable', 'vault-missing', ...vaultReadErrors],
    atOnce: true,
  }),
  /** The old code works until `vault.confirmRecoveryCode`. */
  'vault.createRecoveryCode': command({
    powers: ['trust', 'leaves'],
    guard: 'question',
    input: nothing,
    output: z.strictObject({ code: z.string() }),
    errors: ['vault-missing', 'vault-locked', 'rekey-unfinished', ...vaultReadErrors],
    long: true,
  }),
  'vault.confirmRecoveryCode': command({
    powers: 'none',
    input: z.strictObject({ lastGroup: z.string().max(16) }),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'vault-locked', 'wrong-secret', 'draft-expired', 'rekey-unfinished', ...vaultWriteErrors],
    long: true,
  }),
} as const;
