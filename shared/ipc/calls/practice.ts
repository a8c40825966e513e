// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultWriteErrors } from '../../domain/errors/vault-errors.ts';
import { languages } from '../../i18n/language.ts';
import { practiceSchema, practiceStepSchema } from '../../schemas/practice.ts';
import { command, query } from '../define.ts';
import { serverErrors } from './enrolment/servers.ts';

const nothing = z.strictObject({});

/** No powers, because a practice contacts only its own CA on this computer. */
export const practiceCalls = {
  read: query({ powers: 'none', input: nothing, output: z.strictObject({ practice: practiceSchema.nullable() }) }),
  /** `language` is used for the certificate's name. Resumes a running practice. */
  start: command({
    powers: 'none',
    input: z.strictObject({ language: z.enum(languages) }),
    output: practiceSchema,
    errors: vaultWriteErrors,
  }),
  /** A failed step can be retried. */
  step: command({
    powers: 'none',
    input: z.strictObject({ step: practiceStepSchema }),
    output: practiceSchema,
    errors: [
      'not-available',
      'not-revoked',
      'verification-failed',
      'replacement-invalid',
      'proof-failed',
      'store-not-found',
      'store-locked',
      'store-refused',
      'store-damaged',
      'store-tools-missing',
      'store-read-only',
      'secret-required',
      'seal-broken',
      'destination-unwritable',
      'backup-gone',
      'backup-damaged',
      'key-missing',
      ...serverErrors,
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  end: command({ powers: 'none', input: nothing, output: nothing }),
} as const;
