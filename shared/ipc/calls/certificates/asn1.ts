// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { asn1TreeSchema } from '../../../schemas/certificates/asn1.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { query } from '../../define.ts';

export const asn1Calls = {
  /** At most 5,000 elements (L03). */
  'certificates.asn1': query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: asn1TreeSchema,
    errors: ['not-found', 'damaged', 'limit-exceeded'],
  }),
} as const;
