// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../domain/errors/error-codes.ts';

export const requestSchema = z.strictObject({
  call: z.string().max(64),
  input: z.unknown(),
  operationId: z.uuid().optional(),
});
export type Request = z.infer<typeof requestSchema>;

const detailValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export const errorBodySchema = z.strictObject({
  code: z.enum(errorCodes),
  details: z.record(z.string(), detailValue),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** Plain data: ipcMain and contextBridge drop custom error properties. */
export type Envelope<T = unknown> = { ok: true; value: T } | { ok: false; error: ErrorBody };
