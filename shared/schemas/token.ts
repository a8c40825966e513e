// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenObjectClasses } from '../domain/token-objects.ts';
import { errorCodes } from '../domain/errors/error-codes.ts';
import { sha256Schema } from './certificates/certificate.ts';

/** SHA-256 of the real path. */
export const moduleIdSchema = sha256Schema;
/** SHA-256 of maker, model, serial and, if that says nothing, label. */
export const tokenIdSchema = sha256Schema;
/** SHA-256 of class, CKA_ID, label and content; equal objects are numbered. */
export const tokenObjectIdSchema = z.string().regex(/^[0-9a-f]{64}(#\d{1,4})?$/);

/** UTF-8; null: typed at the reader. */
export const pinSchema = z.string().max(255).nullable();

/**
 * `needs-consent`: outside the distribution's packages, not allowed yet. `changed`: since it was allowed. `broken`: not
 * loadable, or no such module. `stopped`: crashed or hung; restarts on next use. `paused`: died too often.
 */
export const moduleStates = ['ready', 'needs-consent', 'changed', 'missing', 'broken', 'stopped', 'paused'] as const;
export const moduleStateSchema = z.enum(moduleStates);
export type ModuleState = z.infer<typeof moduleStateSchema>;

/** PKCS#11, or SKF (GM/T 0016). */
export const tokenStandards = ['pkcs11', 'skf'] as const;
export const tokenStandardSchema = z.enum(tokenStandards);
export type TokenStandard = z.infer<typeof tokenStandardSchema>;

/** Shown before anything is loaded. */
export const moduleFactsSchema = z.strictObject({
  moduleId: moduleIdSchema,
  /** Absolute, links resolved. */
  path: z.string(),
  /** From a known path, else the file name. */
  name: z.string(),
  /** By the functions named in the file. */
  standard: tokenStandardSchema,
  /** Of the file. */
  sha256: sha256Schema,
  sizeBytes: z.number().int(),
  /** Null: unknown. */
  owner: z.string().nullable(),
  /** Including parent folders. */
  writableByOthers: z.boolean(),
  /** Debian or RPM; null: none. */
  package: z.string().nullable(),
});
export type ModuleFacts = z.infer<typeof moduleFactsSchema>;

/** A known USB Key that is plugged in without its SKF library. */
export const missingLibrarySchema = z.strictObject({
  name: z.string(),
  /** `vendor:product`, lower-case hexadecimal. */
  usb: z.string(),
  /** Names to look for. */
  files: z.array(z.string()),
});
export type MissingLibrary = z.infer<typeof missingLibrarySchema>;

export const tokenModuleSchema = moduleFactsSchema.extend({
  source: z.enum(['p11-kit', 'known-path', 'added']),
  state: moduleStateSchema,
  code: z.enum(errorCodes).nullable(),
  /** C_GetInfo (PKCS#11 §5.4), empty for SKF; null: not loaded. */
  library: z.strictObject({ description: z.string(), maker: z.string(), version: z.string() }).nullable(),
  /** Crashes and hangs. */
  faults: z.number().int(),
  /** Null: not loaded. */
  slots: z.number().int().nullable(),
});
export type TokenModule = z.infer<typeof tokenModuleSchema>;

/** PKCS#11 §3.2, CKF_USER_PIN_COUNT_LOW and others. */
export const pinStates = ['ok', 'low', 'final', 'locked', 'unset', 'to-be-changed'] as const;
export const pinStateSchema = z.enum(pinStates);
export type PinState = z.infer<typeof pinStateSchema>;

/** PKCS#11 has no SM2: through SKF only. */
export const tokenAlgorithms = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384', 'ed25519', 'sm2'] as const;
export const tokenAlgorithmSchema = z.enum(tokenAlgorithms);
export type TokenAlgorithm = z.infer<typeof tokenAlgorithmSchema>;

/** Untrusted text, with control characters. */
export const tokenSchema = z.strictObject({
  id: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  maker: z.string(),
  model: z.string(),
  reader: z.string(),
  initialised: z.boolean(),
  writeProtected: z.boolean(),
  loginRequired: z.boolean(),
  /** PIN typed at the reader. */
  pinpad: z.boolean(),
  pin: pinStateSchema,
  soPin: pinStateSchema,
  /** In a row, across restarts. */
  wrongPins: z.number().int(),
  wrongSoPins: z.number().int(),
  /** Left, by the token itself; null: not reported. */
  tries: z.strictObject({ user: z.number().int().nullable(), so: z.number().int().nullable() }),
  /** By the token or our own count; must be confirmed by typing. */
  lastTry: z.boolean(),
  soLastTry: z.boolean(),
  /** Octets, PIN and SO PIN. */
  pinLength: z.strictObject({ min: z.number().int(), max: z.number().int() }),
  /** Octets; null: not reported. */
  freeBytes: z.number().int().nullable(),
  totalBytes: z.number().int().nullable(),
  /** 我自己管理这个 U盾. */
  managed: z.boolean(),
  unlocked: z.boolean(),
  generates: z.array(tokenAlgorithmSchema),
  /** Not the PIN; PIV: the management key. */
  changesNeedSoPin: z.boolean(),
  unblock: z.array(z.enum(['so-pin', 'puk'])),
  moduleId: moduleIdSchema,
  moduleName: z.string(),
  standard: tokenStandardSchema,
  otherModules: z.array(z.strictObject({ moduleId: moduleIdSchema, name: z.string() })),
});
export type Token = z.infer<typeof tokenSchema>;

export const tokenObjectClassSchema = z.enum(tokenObjectClasses);

export const tokenObjectSchema = z.strictObject({
  id: tokenObjectIdSchema,
  class: tokenObjectClassSchema,
  label: z.string(),
  /** CKA_ID, lower-case hex; empty: none. */
  keyId: z.string(),
  /** Null: no key, or not reported. */
  algorithm: z.string().nullable(),
  /** By public key, else CKA_ID. */
  pair: z.number().int().nullable(),
  /** Identity numbers masked. */
  certificate: z
    .strictObject({
      sha256: sha256Schema,
      subject: z.string(),
      issuer: z.string(),
      displayName: z.string(),
      issuerName: z.string(),
      serial: z.string(),
      notBefore: z.string(),
      notAfter: z.string(),
      isCa: z.boolean(),
      inVault: z.boolean(),
    })
    .nullable(),
  /** Null: not reported (PKCS#11 §4.9). */
  key: z
    .strictObject({
      /** CKA_LOCAL. */
      madeHere: z.boolean().nullable(),
      /** CKA_EXTRACTABLE and not CKA_NEVER_EXTRACTABLE. */
      exportable: z.boolean().nullable(),
      /** CKA_ALWAYS_AUTHENTICATE. */
      pinEachTime: z.boolean(),
      canSign: z.boolean(),
      canDecrypt: z.boolean(),
    })
    .nullable(),
  /** Octets, of data objects. */
  sizeBytes: z.number().int().nullable(),
});
export type TokenObject = z.infer<typeof tokenObjectSchema>;
