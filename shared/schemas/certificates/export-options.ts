// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from './certificate.ts';

export const exportFormats = ['p12', 'pem', 'der', 'p7b', 'pkcs8', 'sm2'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/**
 * `modern`: PBES2 with AES-256 and HMAC-SHA-256. `compatible`: PBE-SHA1-3DES and a SHA-1 MAC, for old macOS, Windows
 * and Android. `guomi`: PBES2 with SM4 and HMAC-SM3.
 */
export const exportProfileSchema = z.enum(['modern', 'compatible', 'guomi']);
export type ExportProfile = z.infer<typeof exportProfileSchema>;

export const exportOptionsSchema = z.strictObject({
  sha256: sha256Schema,
  format: exportFormatSchema,
  profile: exportProfileSchema,
  includeChain: z.boolean(),
  password: z.string().max(1024).nullable(),
  /** Skips the strength check, for recipients that require a weak password. */
  allowWeak: z.boolean(),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
