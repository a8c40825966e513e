// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultWriteErrors } from '../../domain/errors/vault-errors.ts';
import { languages } from '../../i18n/language.ts';
import { practiceSchema, practiceStepSchema } from '../../schemas/practice.ts';
import { command, query } from '../define.ts';
import { serverErrors } from './enrolment/servers.ts';

const nothing = z.strictObject({});

/** No power: nothing in a practice is real, and only its own CA on this computer is contacted. */
export const practiceCalls = {
  /** Null: none. */
  read: query({ powers: 'none', input: nothing, output: z.strictObject({ practice: practiceSchema.nullable() }) }),
  /** `language`: of the name on the certificate. Goes on with one that runs. */
  start: command({
    powers: 'none',
    input: z.strictObject({ language: z.enum(languages) }),
    output: practiceSchema,
    errors: vaultWriteErrors,
  }),
  /** The next one; may be tried again. Errors also: those of what it does. */
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
      'destination-unwritable',
      'backup-gone',
      'backup-damaged',
      'key-missing',
      ...serverErrors,
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** Everything of it is deleted. */
  end: command({ powers: 'none', input: nothing, output: nothing }),
} as const;
