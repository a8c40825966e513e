// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../domain/errors/error-codes.ts';
import { errorDetailsSchema } from '../schemas/error-details.ts';

export const requestSchema = z.strictObject({
  call: z.string().max(64),
  input: z.unknown(),
  operationId: z.uuid().optional(),
});
export type Request = z.infer<typeof requestSchema>;

export const errorBodySchema = z.strictObject({
  code: z.enum(errorCodes),
  details: errorDetailsSchema,
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** Plain data, because ipcMain and contextBridge drop custom error properties. */
export type Envelope<T = unknown> = { ok: true; value: T } | { ok: false; error: ErrorBody };
