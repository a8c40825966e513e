// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';

const common = { id: z.uuid(), createdAt: z.iso.datetime() };

export const foreignWatchedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), ...common, sha256: sha256Schema }),
  z.strictObject({
    kind: z.literal('entry'),
    ...common,
    name: z.string().min(1).max(annotationLimits.label),
    notAfter: z.iso.datetime(),
    place: z.string().max(annotationLimits.place).nullable(),
  }),
]);
